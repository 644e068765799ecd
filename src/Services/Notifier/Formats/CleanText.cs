using System.Globalization;
using System.Text;

namespace Auditor.Notifier.Formats;

/// <summary>Texts that somebody else wrote, made fit for one line of somebody else's screen.</summary>
internal static class CleanText
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';
    private const string Ellipsis = "…";

    /// <summary>
    /// On one line: control characters and line separators become spaces, so that a name cannot start a line of its own. Half a
    /// surrogate pair becomes U+FFFD.
    /// </summary>
    public static string OneLine(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var line = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            line.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? " " : rune.ToString());
        }

        return line.ToString();
    }

    /// <summary>
    /// On one line, for people to read among other words: without the invisible characters that change the direction of what
    /// follows, and isolated when it is written from right to left itself (UAX #9).
    /// </summary>
    public static string Isolated(string? text)
    {
        string line = OneLine(text);
        if (line.Any(IsDirectionControl))
        {
            line = string.Concat(line.Where(c => !IsDirectionControl(c)));
        }

        return line.EnumerateRunes().Any(IsRightToLeft) ? FirstStrongIsolate + line + PopIsolate : line;
    }

    /// <summary>The text, or as much of its beginning as fits, with an ellipsis; never a part of a character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mostBytes">Bytes of UTF-8, at most, escapes included.</param>
    /// <param name="isEscaped">Which characters take one byte more, because they are escaped.</param>
    public static string Shortened(string text, int mostBytes, Func<Rune, bool>? isEscaped = null)
    {
        int fits = 0;
        int length = 0;
        int bytes = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength + (isEscaped?.Invoke(rune) == true ? 1 : 0);
            if (bytes > mostBytes)
            {
                return mostBytes < EllipsisBytes ? "" : text[..fits] + Ellipsis;
            }

            length += rune.Utf16SequenceLength;
            fits = bytes <= mostBytes - EllipsisBytes ? length : fits;
        }

        return text;
    }

    private const int EllipsisBytes = 3;

    private static bool IsDirectionControl(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C';

    /// <summary>The blocks of Hebrew, Arabic and their relatives (the default of bidi class R and AL).</summary>
    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
