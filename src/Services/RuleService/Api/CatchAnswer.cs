namespace Auditor.RuleService.Api;

/// <summary>Whether a rule catches a user, and why; without a user, whom it catches.</summary>
internal sealed record CatchAnswer(bool? Catches, string Because);
