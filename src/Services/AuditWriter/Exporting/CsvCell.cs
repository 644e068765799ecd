using System.Buffers;
using System.Text;

namespace Auditor.AuditWriter.Exporting;

/// <summary>
/// One field of a CSV file (RFC 4180). What a spreadsheet could take for a formula gets an apostrophe before it: = + - @ and their
/// full-width forms where a cell could begin, which is at the start and, for spreadsheets that split at semicolons or tabs, behind
/// those and behind a line break, spaces and quotes skipped; and a tab or line break that the text begins with.
/// </summary>
internal static class CsvCell
{
    private const string Formula = "=+-@＝＋－＠";

    private static readonly SearchValues<char> QuotedFor = SearchValues.Create(",;\t\"\r\n");

    public static void Append(StringBuilder row, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        bool quoted = text.AsSpan().ContainsAny(QuotedFor) || text[0] == ' ' || text[^1] == ' ';
        if (quoted)
        {
            row.Append('"');
        }

        AppendText(row, text);
        if (quoted)
        {
            row.Append('"');
        }
    }

    private static void AppendText(StringBuilder row, string text)
    {
        bool mayBegin = true;
        if (text[0] is '\t' or '\r' or '\n')
        {
            row.Append('\'');
        }

        foreach (char letter in text)
        {
            if (mayBegin && Formula.Contains(letter, StringComparison.Ordinal))
            {
                row.Append('\'');
            }

            row.Append(letter);
            if (letter == '"')
            {
                row.Append('"');
            }

            mayBegin = letter is ';' or '\t' or '\r' or '\n' || (mayBegin && letter is ' ' or '"' or '\u00a0');
        }
    }
}
