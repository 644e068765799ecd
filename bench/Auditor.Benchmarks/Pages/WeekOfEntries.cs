using Auditor.Contracts;

namespace Auditor.Benchmarks;

/// <summary>Entries of a busy week: 50 operators, 500 cameras, mostly playing, now and then an opening with its answer, or an export.</summary>
internal sealed class WeekOfEntries(int count, DateTimeOffset until)
{
    private const int Turn = 20;

    private static readonly string[] Reasons = ["Theft", "Theft - container opened", "Training", "Check", "Accident in hall 3"];

    private readonly TimeSpan _step = TimeSpan.FromDays(7) / count;
    private readonly Dictionary<int, Guid> _asked = [];

    /// <summary>In the order of time; each number once.</summary>
    public AuditEntry At(int number)
    {
        int turn = number / Turn;
        // One person, camera and session for each turn; all others differ.
        AuditEntry entry = SampleEntries.At(turn) with { OccurredAt = until - (_step * (count - number)), Reason = null, CorrelationId = null };
        return (number % Turn) switch
        {
            0 => entry with { AuditableAction = AuditableActions.Enter, CorrelationId = _asked[turn] = Guid.CreateVersion7(), Recording = null },
            1 => Answer(entry, turn),
            18 => turn % 4 == 0 ? entry with { AuditableResource = AuditableResources.Export, AuditableAction = AuditableActions.Complete, Reason = Reasons[turn % Reasons.Length] } : entry,
            19 => entry with { AuditableAction = AuditableActions.Leave, CorrelationId = Asked(turn), Recording = null },
            _ => entry,
        };
    }

    private AuditEntry Answer(AuditEntry entry, int turn)
    {
        bool declined = turn % 7 == 0;
        return entry with
        {
            AuditableResource = AuditableResources.Reason,
            AuditableAction = declined ? AuditableActions.Decline : AuditableActions.Give,
            Result = declined ? AuditResults.Denied : AuditResults.Succeeded,
            CorrelationId = Asked(turn),
            Reason = declined ? null : turn % 3 == 0 ? Reasons[turn % Reasons.Length] : $"Case {turn}",
            Recording = null,
        };
    }

    private Guid? Asked(int turn) => _asked.TryGetValue(turn, out Guid id) ? id : null;
}
