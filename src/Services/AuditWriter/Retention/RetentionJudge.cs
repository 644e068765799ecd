using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>Says what is to become of an entry, by its own content. Pure.</summary>
/// <param name="state">Policies and holds.</param>
/// <param name="asOf">What was due at this moment, of what was in the log then.</param>
/// <param name="now">At which holds may have expired.</param>
internal sealed class RetentionJudge(RetentionState state, DateTimeOffset asOf, DateTimeOffset now)
{
    private readonly LegalHold[] _holds = [.. state.Holds.Where(hold => hold.HoldsAt(now))];

    /// <summary>Whether any hold holds anything.</summary>
    public bool HasHolds => _holds.Length > 0;

    public RetentionVerdict Of(AuditEntry entry)
    {
        if (entry.AuditableResource == AuditableResources.AuditLog && entry.AuditableAction is AuditableActions.Erase or AuditableActions.Keep)
        {
            return RetentionVerdict.NeverErased;
        }

        if (entry.AppendedAt > asOf || !IsPastCeiling(entry))
        {
            return RetentionVerdict.NotDue;
        }

        return KeptUntil(entry) > asOf ? RetentionVerdict.KeptByFloor
            : _holds.Any(hold => HoldMatch.Catches(hold.Filter, entry)) ? RetentionVerdict.KeptByHold
            : RetentionVerdict.Erase;
    }

    /// <summary>Every hold that holds it.</summary>
    public IEnumerable<LegalHold> HoldsOf(AuditEntry entry) => _holds.Where(hold => HoldMatch.Catches(hold.Filter, entry));

    private bool IsPastCeiling(AuditEntry entry)
    {
        // By a clock that ran ahead nothing would ever be due.
        DateTimeOffset occurred = entry.OccurredAt > asOf ? entry.AcceptedAt : entry.OccurredAt;
        return state.Policies.Of(entry.AuditableResource)?.Ceiling is { } ceiling && occurred < RetentionCalendar.Cutoff(ceiling, asOf);
    }

    /// <summary>By the floor that was promised when it was appended, or by the one in force, whichever keeps it longer.</summary>
    private DateTimeOffset KeptUntil(AuditEntry entry)
    {
        DateTimeOffset promised = RetentionCalendar.KeptUntil(state.PoliciesAt(entry.AppendedAt).Of(entry.AuditableResource)?.Floor, entry.AppendedAt);
        DateTimeOffset demanded = RetentionCalendar.KeptUntil(state.Policies.Of(entry.AuditableResource)?.Floor, entry.AppendedAt);
        return promised > demanded ? promised : demanded;
    }
}
