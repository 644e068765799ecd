using System.Text.RegularExpressions;
using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>Holds an operator's answer against what was asked.</summary>
public static class ReasonCheck
{
    /// <summary>What is missing in the answer, each in a sentence for the operator; empty when it will do.</summary>
    /// <remarks>
    /// A picked reason alone will do unless notes are required. The minimum length, counted in characters after
    /// trimming, holds for notes wherever there are any or must be. The trimmed case number must match every pattern
    /// from end to end; a match that takes longer than a quarter of a second counts as none. A pattern that is not a
    /// regular expression, which a validated rule cannot have, accepts any case number.
    /// </remarks>
    public static IReadOnlyList<string> Problems(Prompt prompt, Reason reason)
    {
        if (prompt is null)
        {
            throw new ArgumentNullException(nameof(prompt));
        }

        var problems = new List<string>();
        ReasonPolicy policy = prompt.Policy ?? new ReasonPolicy();
        string picked = reason?.Picked?.Trim() ?? "";
        string notes = reason?.Notes?.Trim() ?? "";

        CheckPicked(picked, prompt.PredefinedReasons ?? [], problems);
        CheckNotes(picked, notes, policy, prompt.PredefinedReasons is { Count: > 0 }, problems);
        CheckCaseNumber(reason?.CaseNumber?.Trim() ?? "", prompt.CaseNumberPatterns ?? [], problems);
        return problems;
    }

    private static void CheckPicked(string picked, IReadOnlyList<string> offered, List<string> problems)
    {
        if (picked.Length > 0 && !offered.Any(text => string.Equals(text?.Trim(), picked, StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add("Pick one of the reasons that are offered.");
        }
    }

    private static void CheckNotes(string picked, string notes, ReasonPolicy policy, bool canPick, List<string> problems)
    {
        if (notes.Length == 0)
        {
            if (policy.FreeTextRequired)
            {
                problems.Add(Ask("Give the reason in your own words", policy.MinimumLength));
            }
            else if (picked.Length == 0)
            {
                problems.Add(Ask(canPick ? "Pick a reason or give one in your own words" : "Give a reason", policy.MinimumLength));
            }
        }
        else if (notes.Length < policy.MinimumLength)
        {
            problems.Add($"Your own words must have at least {policy.MinimumLength} characters; they have {notes.Length}.");
        }
    }

    private static string Ask(string what, int minimumLength) =>
        minimumLength > 1 ? $"{what} (at least {minimumLength} characters)." : $"{what}.";

    private static void CheckCaseNumber(string caseNumber, IReadOnlyList<string> patterns, List<string> problems)
    {
        if (patterns.Count == 0)
        {
            return;
        }

        if (caseNumber.Length == 0)
        {
            problems.Add("Give a case number.");
            return;
        }

        foreach (string? pattern in patterns)
        {
            if (pattern is not null
                && CaseNumberPattern.TryCompile(pattern) is { } regex
                && !CaseNumberPattern.Matches(regex, caseNumber))
            {
                problems.Add($"The case number '{caseNumber}' does not have the form asked for ({pattern}).");
            }
        }
    }
}
