namespace Auditor.Rules;

/// <summary>One thing that is wrong with a rule.</summary>
/// <param name="Field">Path of the field in the rule's JSON, like <c>conditions.schedule.timeZone</c>.</param>
/// <param name="Message">What is wrong and what is allowed, for a person.</param>
public sealed record RuleProblem(string Field, string Message);
