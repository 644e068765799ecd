using System.Globalization;
using System.Text;
using Auditor.Contracts;
using Auditor.Faults.Checking;
using Auditor.Faults.Injecting;
using Auditor.Faults.Load;
using Auditor.Faults.Processes;

namespace Auditor.Faults;

/// <summary>What a run did, and what came of it.</summary>
internal sealed class RunReport
{
    private static readonly (int Id, string Means)[] Events =
    [
        (3001, "a store was away"), (3101, "a sequencer began"), (3102, "a lease was lost"), (1001, "a message was given up"),
        (2042, "rule changes could not be told"), (1003, "could not send, and ended"), (1004, "could not receive, and ended"),
    ];

    public required FaultOptions Options { get; init; }

    public required TimeSpan Took { get; init; }

    public required IReadOnlyList<ServiceSlot> Slots { get; init; }

    public required IReadOnlyList<SentActivities> Sessions { get; init; }

    public required IReadOnlyList<LoggedFact> Log { get; init; }

    public required int Checkpoints { get; init; }

    public required int RuleChanges { get; init; }

    public required IReadOnlyList<Subscriber> Subscribers { get; init; }

    public required IReadOnlyList<Findings> Findings { get; init; }

    public FaultInjector? Faults { get; set; }

    public IReadOnlyList<Fault> Schedule { get; set; } = [];

    public long Resent { get; set; }

    public long Duplicates { get; set; }

    public bool Passed => Findings.All(finding => finding.Count == 0) && Faults is null or { Failed.Count: 0 };

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"\nseed {Options.Seed}, {Options.Duration.TotalMinutes:0.##} minutes of load, {Took.TotalMinutes:F1} minutes in all\n");
        Table(text, ["fault", "times", "in all"], (Faults?.Injected ?? new Dictionary<FaultKind, (int, TimeSpan)>())
            .OrderBy(fault => fault.Key)
            .Select(fault => (string[])[fault.Key.ToString(), N(fault.Value.Count), $"{fault.Value.Time.TotalSeconds:F0} s"]));
        Table(text, ["process", "started", "ended by itself", .. Events.Select(logged => logged.Means)], Slots.Select(slot => (string[])
            [slot.Name, N(slot.Starts), N(slot.EndedByItself), .. Events.Select(logged => N(slot.Events.GetValueOrDefault(logged.Id)))]));
        Table(text, ["", "number"], Numbers().Select(number => (string[])[number.What, N(number.Number)]));
        foreach (Findings finding in Findings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{(finding.Count == 0 ? "  ok  " : " WRONG")}  {finding.Check}{(finding.Count == 0 ? "" : $": {finding.Count} times")}");
            finding.First.ToList().ForEach(difference => text.AppendLine("          " + difference));
        }

        foreach (string failed in Faults?.Failed ?? [])
        {
            text.AppendLine(" WRONG  a fault could not be injected: " + failed);
        }

        return text.AppendLine().Append(Passed ? "PASS" : "FAIL").Append(CultureInfo.InvariantCulture, $" (seed {Options.Seed})").ToString();
    }

    private IEnumerable<(string What, long Number)> Numbers()
    {
        long Entries(string resource, string? action = null) => Log.LongCount(fact => fact.Resource == resource && (action is null || fact.Action == action));
        yield return ("client sessions", Sessions.Count);
        yield return ("of them fallen silent", Sessions.LongCount(session => session.FellSilent));
        yield return ("activities sent", Sessions.Sum(session => (long)session.Sent.Count));
        yield return ("confirmed", Sessions.Sum(session => (long)session.Confirmed.Count));
        yield return ("sent again for want of a confirm", Resent);
        yield return ("duplicates sent on purpose", Duplicates);
        yield return ("activities in the log", Log.LongCount(fact => fact.Number is not null));
        yield return ("numbers missing in the log", Log.Where(fact => fact.Session is not null).GroupBy(fact => fact.Session).Sum(session => (long)Completeness.MissingIn(session).Count));
        yield return ("gaps declared", Entries(AuditableResources.Client, AuditableActions.Gap));
        yield return ("fillings declared", Entries(AuditableResources.Client, AuditableActions.Fill));
        yield return ("silences declared", Entries(AuditableResources.Client, AuditableActions.Silent));
        yield return ("returns declared", Entries(AuditableResources.Client, AuditableActions.Resume));
        yield return ("entries that demand an outcome", Log.LongCount(fact => fact.DemandsOutcome));
        yield return ("outcomes in the log", Entries(AuditableResources.Outcome));
        yield return ("changes of a rule that were saved", RuleChanges);
        foreach (Subscriber subscriber in Subscribers)
        {
            IReadOnlyList<Guid> got = subscriber.Received.Entries;
            yield return ($"entries that the {subscriber.Name} brought", got.Distinct().LongCount());
            yield return ("and brought again", got.Count - got.Distinct().LongCount());
        }

        yield return ("entries in all", Log.Count);
        yield return ("different checkpoints seen", Checkpoints);
    }

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static void Table(StringBuilder text, string[] head, IEnumerable<string[]> rows)
    {
        string[][] all = [head, .. head.Length > 0 ? [[.. head.Select((_, column) => column == 0 ? "---" : "--:")]] : Array.Empty<string[]>(), .. rows];
        int[] widths = [.. head.Select((_, column) => all.Max(row => row[column].Length))];
        foreach (string[] row in all)
        {
            text.AppendLine("| " + string.Join(" | ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))) + " |");
        }

        text.AppendLine();
    }
}
