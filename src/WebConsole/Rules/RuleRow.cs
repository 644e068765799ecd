using Auditor.Contracts;

namespace Auditor.WebConsole.Rules;

/// <summary>A rule in the list.</summary>
/// <param name="Rule">As it is now.</param>
/// <param name="Last">Its latest change; null when that could not be had.</param>
public sealed record RuleRow(AuditRule Rule, RuleVersion? Last);
