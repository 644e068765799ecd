using System.Collections.Concurrent;
using Auditor.Contracts;

namespace Auditor.Faults.Load;

/// <summary>What a client session knows of itself, to hold the log against.</summary>
internal sealed class SessionRecord(int sender)
{
    private readonly ConcurrentDictionary<long, ActivityObserved> _made = new();
    private readonly ConcurrentDictionary<long, byte> _confirmed = new();
    private Dictionary<long, Guid>? _sent;

    public Guid SessionId { get; } = Guid.CreateVersion7();

    public int Sender => sender;

    /// <summary>It ended without a goodbye.</summary>
    public bool FellSilent { get; set; }

    /// <summary>Numbers that were confirmed.</summary>
    public ICollection<long> Confirmed => _confirmed.Keys;

    /// <summary>Ids by number; those that were never sent are not among them.</summary>
    public IReadOnlyDictionary<long, Guid> Sent => _sent ??= _made.ToDictionary(made => made.Key, made => made.Value.ActivityId);

    /// <summary>The highest number so far.</summary>
    public long Highest => _made.IsEmpty ? 0 : _made.Keys.Max();

    /// <summary>The same body each time it is asked for.</summary>
    public ActivityObserved Get(long number, Func<ActivityObserved> make) => _made.GetOrAdd(number, _ => make());

    public bool WasSent(long number) => _made.ContainsKey(number);

    public void Confirm(long number) => _confirmed[number] = 0;
}
