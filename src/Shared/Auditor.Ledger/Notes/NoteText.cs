using System.Text;

namespace Auditor.Ledger;

/// <summary>What a signed note may be made of (C2SP signed-note, "Format"): UTF-8, and of control characters only newlines.</summary>
internal static class NoteText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="LedgerFormatException">Not UTF-8, or control characters.</exception>
    public static string Decode(ReadOnlySpan<byte> utf8)
    {
        string text;
        try
        {
            text = Strict.GetString(utf8);
        }
        catch (DecoderFallbackException problem)
        {
            throw new LedgerFormatException("The note is not valid UTF-8.", problem);
        }

        return HasControls(text) ? throw new LedgerFormatException("The note has control characters other than newlines.") : text;
    }

    /// <summary>The bytes of a text, which are what is signed.</summary>
    /// <exception cref="LedgerFormatException">Half a surrogate pair, or control characters.</exception>
    public static byte[] Encode(string text) =>
        IsWellFormed(text) && !HasControls(text)
            ? Strict.GetBytes(text)
            : throw new LedgerFormatException("The text has control characters other than newlines, or half of a surrogate pair.");

    /// <summary>Whether a text has no half of a surrogate pair.</summary>
    public static bool IsWellFormed(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            // A half is enumerated as U+FFFD, which may also be there itself.
            if (rune == Rune.ReplacementChar)
            {
                return Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text)).Equals(text, StringComparison.Ordinal);
            }
        }

        return true;
    }

    private static bool HasControls(string text) => text.Any(c => c < ' ' && c != '\n');
}
