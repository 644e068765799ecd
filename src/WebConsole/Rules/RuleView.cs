using Auditor.Contracts;
using Auditor.WebConsole.Services;

namespace Auditor.WebConsole.Rules;

/// <summary>One rule, to be read or edited.</summary>
/// <param name="Reader">Who looks.</param>
/// <param name="Id">Null for a rule that is being made.</param>
/// <param name="Rule">As it is now, or what a new one begins with; null when there is a problem.</param>
/// <param name="Last">Its latest change; null for a new one.</param>
/// <param name="Test">A back-test that the address names.</param>
/// <param name="Problem">Why it cannot be shown; null when all is well.</param>
public sealed record RuleView(RuleReader Reader, Guid? Id, AuditRule? Rule, RuleVersion? Last, BackTestView? Test, ServiceException? Problem);
