namespace Auditor.RuleService.Api;

/// <summary>What became of each rule, in the order of the request.</summary>
internal sealed record ImportAnswer(IReadOnlyList<ImportedRule> Rules);
