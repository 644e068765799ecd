namespace Auditor.WebConsole.Rules;

/// <summary>One element of a rule that a change touched.</summary>
/// <param name="What">The element.</param>
/// <param name="Before">Empty where there was nothing.</param>
/// <param name="After">Empty where there is nothing.</param>
public sealed record RuleChangeWords(string What, string Before, string After);
