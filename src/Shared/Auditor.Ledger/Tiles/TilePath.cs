using System.Globalization;
using System.Text;

namespace Auditor.Ledger;

/// <summary>The parts that paths of tiles and of entry bundles share (C2SP tlog-tiles, "Merkle Tree").</summary>
internal static class TilePath
{
    /// <summary>Hashes of a full tile, entries of a full bundle.</summary>
    public const int FullWidth = 256;

    /// <summary><c>&lt;N&gt;[.p/&lt;W&gt;]</c>: 1234067 is <c>x001/x234/067</c>; the width is there only when it is below 256.</summary>
    public static void Append(StringBuilder path, long index, int width)
    {
        string digits = index.ToString(CultureInfo.InvariantCulture);
        digits = digits.PadLeft((digits.Length + 2) / 3 * 3, '0');
        for (int at = 0; at < digits.Length; at += 3)
        {
            bool last = at + 3 == digits.Length;
            path.Append(last ? "" : "x").Append(digits, at, 3).Append(last ? "" : "/");
        }

        if (width < FullWidth)
        {
            path.Append(".p/").Append(width.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Reads what <see cref="Append"/> wrote, and only that.</summary>
    public static bool TryParse(ReadOnlySpan<char> path, out long index, out int width)
    {
        index = 0;
        width = FullWidth;
        int partial = path.IndexOf(".p/", StringComparison.Ordinal);
        if (partial >= 0)
        {
            if (!TryParseNumber(path[(partial + 3)..], out long stated) || stated is < 1 or >= FullWidth)
            {
                return false;
            }

            width = (int)stated;
            path = path[..partial];
        }

        Span<char> digits = stackalloc char[21];
        int count = 0;
        while (true)
        {
            bool last = path.Length == 3;
            if (count + 3 > digits.Length || (!last && (path.Length < 5 || path[0] != 'x' || path[4] != '/')))
            {
                return false;
            }

            path.Slice(last ? 0 : 1, 3).CopyTo(digits[count..]);
            count += 3;
            if (last)
            {
                break;
            }

            path = path[5..];
        }

        // Leading zeros only fill up the first element, so that each index has one path.
        return (count == 3 || !digits.StartsWith("000", StringComparison.Ordinal))
            && long.TryParse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }

    /// <summary>An ASCII decimal without sign and without leading zeros.</summary>
    public static bool TryParseNumber(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        return text.Length > 0 && (text.Length == 1 || text[0] != '0')
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
