using System.Text;

namespace Auditor.Wire;

/// <summary>Texts that somebody else wrote, made fit to stand in a message, a log line or a terminal.</summary>
public static class Quoted
{
    private const int LongestQuote = 100;

    /// <summary>In single quotes, on one line, at most 100 characters of it.</summary>
    public static string Of(string? text)
    {
        string line = OneLine(text ?? "");
        return "'" + (line.Length > LongestQuote ? line.Substring(0, LongestQuote) + "..." : line) + "'";
    }

    /// <summary>Control characters become spaces: what people typed cannot start a second line, and so cannot forge one.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            line.Append(char.IsControl(c) ? ' ' : c);
        }

        return line.ToString();
    }
}
