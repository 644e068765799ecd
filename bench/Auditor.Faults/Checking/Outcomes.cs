using Auditor.Contracts;

namespace Auditor.Faults.Checking;

/// <summary>Every outcome that an entry demands was delivered, had its effect once, and is reported in the log once. Pure.</summary>
internal static class Outcomes
{
    /// <param name="log">The log.</param>
    /// <param name="effects">How often each entry had its effect.</param>
    public static Findings Check(IReadOnlyList<LoggedFact> log, IReadOnlyDictionary<Guid, int> effects)
    {
        var findings = new Findings("every outcome is delivered, effective once and reported once");
        Dictionary<Guid, int> reports = log
            .Where(fact => fact is { Resource: AuditableResources.Outcome, CorrelationId: not null })
            .GroupBy(fact => fact.CorrelationId!.Value)
            .ToDictionary(group => group.Key, group => group.Count());
        HashSet<Guid> demanding = [.. log.Where(fact => fact.DemandsOutcome).Select(fact => fact.EntryId)];
        foreach (Guid entryId in demanding)
        {
            int effective = effects.GetValueOrDefault(entryId);
            int reported = reports.GetValueOrDefault(entryId);
            findings.Require(effective == 1, () => $"the outcome of entry {entryId} had its effect {effective} times");
            findings.Require(reported == 1, () => $"the outcome of entry {entryId} is in the log {reported} times");
        }

        foreach (Guid entryId in effects.Keys.Concat(reports.Keys).Distinct().Where(entryId => !demanding.Contains(entryId)))
        {
            findings.Add($"an outcome was delivered of entry {entryId}, which demands none or is not in the log");
        }

        return findings;
    }
}
