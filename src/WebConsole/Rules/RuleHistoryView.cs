using Auditor.WebConsole.Services;

namespace Auditor.WebConsole.Rules;

/// <summary>The history of a rule.</summary>
/// <param name="Reader">Who looks.</param>
/// <param name="Id">The rule's.</param>
/// <param name="Changes">The latest first; empty when there is a problem.</param>
/// <param name="Problem">Why it cannot be shown; null when all is well.</param>
public sealed record RuleHistoryView(RuleReader Reader, Guid Id, IReadOnlyList<RuleVersion> Changes, ServiceException? Problem);
