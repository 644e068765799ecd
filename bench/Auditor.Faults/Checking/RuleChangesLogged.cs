using System.Text.Json;
using Auditor.Contracts;

namespace Auditor.Faults.Checking;

/// <summary>Every change of a rule that was saved is in its history and in the log, once. Pure.</summary>
internal static class RuleChangesLogged
{
    /// <param name="ruleId">The rule that was changed.</param>
    /// <param name="saved">Versions that a RuleService said it has saved.</param>
    /// <param name="history">Versions that its history has.</param>
    /// <param name="log">The log.</param>
    public static Findings Check(Guid ruleId, IReadOnlySet<long> saved, IReadOnlyCollection<long> history, IReadOnlyList<LoggedFact> log)
    {
        var findings = new Findings("every saved change of a rule is in its history and in the log once");
        ILookup<long, LoggedFact> logged = log
            .Where(fact => fact.Resource == AuditableResources.AuditRule && fact.Metadata is not null)
            .Select(fact => (Fact: fact, Change: JsonDocument.Parse(fact.Metadata!).RootElement))
            .Where(pair => pair.Change.GetProperty("ruleId").GetGuid() == ruleId)
            .ToLookup(pair => pair.Change.GetProperty("version").GetInt64(), pair => pair.Fact);
        foreach (long version in saved.Where(version => !history.Contains(version)))
        {
            findings.Add($"version {version} was said to be saved, and the history has it not");
        }

        foreach (long version in history)
        {
            findings.Require(logged[version].Count() == 1, () => $"version {version} is in the log {logged[version].Count()} times");
        }

        foreach (IGrouping<long, LoggedFact> stranger in logged.Where(group => !history.Contains(group.Key)))
        {
            findings.Add($"the log has version {stranger.Key}, and the history has it not");
        }

        return findings;
    }
}
