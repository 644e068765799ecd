using System.Text.RegularExpressions;

namespace Auditor.Rules;

/// <summary>A rule's pattern for case numbers, matched whole and within a time limit.</summary>
internal static class CaseNumberPattern
{
    // Long enough for any honest pattern of this length on a slow machine, short enough for a dialog.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(250);

    /// <summary>The pattern with both ends anchored; null when it is not a regular expression that can stand between anchors.</summary>
    public static Regex? TryCompile(string pattern)
    {
        try
        {
            // On its own first: "a)|(b" only becomes an expression by our parentheses.
            _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeLimit);
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeLimit);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>False also when the time limit runs out.</summary>
    public static bool Matches(Regex pattern, string caseNumber)
    {
        try
        {
            return pattern.IsMatch(caseNumber);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
