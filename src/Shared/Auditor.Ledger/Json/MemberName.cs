namespace Auditor.Ledger;

/// <summary>Order of names of members by UTF-16 code units (RFC 8785, 3.2.3), without leaving UTF-8.</summary>
internal static class MemberName
{
    /// <summary>
    /// UTF-8 sorts by code point, and so does UTF-16 except that surrogates (what is beyond U+FFFF, first byte F0 to F4)
    /// come before U+E000 to U+FFFF (first byte EE or EF). Bytes that differ and are both that high are first bytes.
    /// </summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int same = left.CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
        {
            return left.Length - right.Length;
        }

        byte l = left[same];
        byte r = right[same];
        bool crossed = l >= 0xEE && r >= 0xEE && (l >= 0xF0) != (r >= 0xF0);
        return crossed ? r - l : l - r;
    }
}
