namespace Auditor.Ledger;

/// <summary>Base64 of RFC 4648, section 4, in its one canonical spelling: no white space, padded, no bits left over.</summary>
internal static class StrictBase64
{
    /// <exception cref="LedgerFormatException">Not base64, or not the canonical spelling.</exception>
    public static byte[] Decode(string text)
    {
        byte[] bytes = new byte[text.Length];

        // The framework skips white space and ignores left-over bits; only the round trip tells.
        return Convert.TryFromBase64String(text, bytes, out int length)
            && Convert.ToBase64String(bytes, 0, length).Equals(text, StringComparison.Ordinal)
            ? bytes[..length]
            : throw new LedgerFormatException($"'{Shown(text)}' is not base64 (RFC 4648, section 4, padded, without white space).");
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "...";
}
