using Auditor.Contracts;
using Auditor.Faults.Checking;

namespace Auditor.Faults.Tests;

/// <summary>One client session and a log that has it, to be spoiled by a test.</summary>
internal sealed class SampleLog
{
    private long _position;

    public Guid Session { get; } = Guid.NewGuid();

    public Dictionary<long, Guid> Sent { get; } = [];

    public HashSet<long> Confirmed { get; } = [];

    public List<LoggedFact> Log { get; } = [];

    public Dictionary<Guid, int> Effects { get; } = [];

    public bool FellSilent { get; set; }

    public IReadOnlyList<SentActivities> Sessions => [new SentActivities(Session, Sent, Confirmed, FellSilent)];

    /// <summary>Sent, confirmed, logged and delivered: these numbers.</summary>
    public static SampleLog Of(params long[] numbers)
    {
        var sample = new SampleLog();
        foreach (long number in numbers)
        {
            sample.Send(number);
            sample.Append(number);
        }

        return sample;
    }

    public void Send(long number, bool confirmed = true)
    {
        Sent[number] = Guid.NewGuid();
        if (confirmed)
        {
            Confirmed.Add(number);
        }
    }

    public void Append(long number)
    {
        Guid id = Sent[number];
        Add(new LoggedFact(id, null, AuditableResources.Playback, AuditableActions.Act, null, Session, number, DemandsOutcome: true, null));
        Effects[id] = Effects.GetValueOrDefault(id) + 1;
        Add(new LoggedFact(Guid.NewGuid(), null, AuditableResources.Outcome, AuditableActions.Deliver, id, null, null, DemandsOutcome: false, "{}"));
    }

    public Guid Gap(long from, long to)
    {
        var id = Guid.NewGuid();
        Tell(id, AuditableActions.Gap, id, $$"""{"clientSessionId":"{{Session}}","from":{{from}},"to":{{to}},"missing":{{to - from + 1}}}""");
        return id;
    }

    public void Fill(Guid gap, string ranges) => Tell(Guid.NewGuid(), AuditableActions.Fill, gap, $$"""{"gapEntryId":"{{gap}}","from":1,"to":9,"ranges":[{{ranges}}]}""");

    public void Tell(string action)
    {
        var id = Guid.NewGuid();
        Tell(id, action, id, "{}");
    }

    private void Tell(Guid id, string action, Guid correlation, string metadata) =>
        Add(new LoggedFact(id, null, AuditableResources.Client, action, correlation, Session, null, DemandsOutcome: false, metadata));

    private void Add(LoggedFact fact) => Log.Add(fact with { Position = _position++ });
}
