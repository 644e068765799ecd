using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Editing;

/// <summary>RuleService did not do it. The message is one sentence for the administrator.</summary>
public sealed class RuleServiceException(RuleServiceFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public RuleServiceFault Fault { get; } = fault;

    /// <summary>What is wrong with the rule, field by field; empty unless it was refused.</summary>
    public IReadOnlyList<RuleProblem> Problems { get; init; } = [];

    /// <summary>The rule as it is now, when somebody else was faster.</summary>
    public AuditRule? Current { get; init; }
}
