using Auditor.Contracts;

namespace Auditor.RuleService.Api;

/// <summary>The rules that can catch an operator, and what they together ask, at most one question for each activity type.</summary>
internal sealed record PolicyAnswer(long Revision, IReadOnlyList<AuditRule> Rules, IReadOnlyList<Prompt> Prompts);
