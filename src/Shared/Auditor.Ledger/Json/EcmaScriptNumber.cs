using System.Diagnostics;
using System.Globalization;

namespace Auditor.Ledger;

/// <summary>
/// A double as ECMAScript writes it: Number::toString with radix 10 (ECMA-262, 6.1.6.1.20), which RFC 8785, 3.2.2.3 demands.
/// .NET finds the same shortest digits, but sets point and exponent differently.
/// </summary>
internal static class EcmaScriptNumber
{
    /// <summary>Longest result: sign, "0.", five zeros and 17 digits make 25 bytes; so do sign, 17 digits, point and "e-324".</summary>
    public const int LongestBytes = 32;

    private const int LongestShortestDigits = 17;

    /// <summary>Writes a finite number as ASCII and returns how many bytes that took. Minus zero is <c>0</c>.</summary>
    public static int Format(double value, Span<byte> destination)
    {
        Debug.Assert(double.IsFinite(value), "JSON has no infinity and no NaN.");
        if (value == 0)
        {
            destination[0] = (byte)'0';
            return 1;
        }

        Span<byte> digits = stackalloc byte[LongestShortestDigits];
        int count = ShortestDigits(Math.Abs(value), digits, out int point);
        digits = digits[..count];

        int sign = value < 0 ? 1 : 0;
        destination[0] = (byte)'-';
        return sign + Place(digits, point, destination[sign..]);
    }

    /// <summary>
    /// The fewest digits that read back as the same double: value = 0.d1d2d3... * 10^<paramref name="point"/>.
    /// </summary>
    private static int ShortestDigits(double value, Span<byte> digits, out int point)
    {
        Span<byte> text = stackalloc byte[40];
        bool fits = value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        Debug.Assert(fits, "A shortest text has at most 24 characters.");

        int count = 0;
        int integers = 0;
        int exponent = 0;
        bool pastPoint = false;
        for (int at = 0; at < length; at++)
        {
            byte c = text[at];
            if (c == (byte)'E')
            {
                exponent = int.Parse(text[(at + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }

            if (c == (byte)'.')
            {
                pastPoint = true;
            }
            else if (count == 0 && c == (byte)'0')
            {
                // Leading zeros are no digits of the number; those behind the point move it.
                integers -= pastPoint ? 1 : 0;
            }
            else
            {
                digits[count++] = c;
                integers += pastPoint ? 0 : 1;
            }
        }

        while (digits[count - 1] == (byte)'0')
        {
            count--;
        }

        point = integers + exponent;
        return count;
    }

    private static int Place(ReadOnlySpan<byte> digits, int point, Span<byte> destination)
    {
        if (digits.Length <= point && point <= 21)
        {
            digits.CopyTo(destination);
            destination[digits.Length..point].Fill((byte)'0');
            return point;
        }

        if (point is > 0 and <= 21)
        {
            digits[..point].CopyTo(destination);
            destination[point] = (byte)'.';
            digits[point..].CopyTo(destination[(point + 1)..]);
            return digits.Length + 1;
        }

        if (point is > -6 and <= 0)
        {
            destination[..(2 - point)].Fill((byte)'0');
            destination[1] = (byte)'.';
            digits.CopyTo(destination[(2 - point)..]);
            return 2 - point + digits.Length;
        }

        return PlaceWithExponent(digits, point - 1, destination);
    }

    private static int PlaceWithExponent(ReadOnlySpan<byte> digits, int exponent, Span<byte> destination)
    {
        int length = 0;
        destination[length++] = digits[0];
        if (digits.Length > 1)
        {
            destination[length++] = (byte)'.';
            digits[1..].CopyTo(destination[length..]);
            length += digits.Length - 1;
        }

        destination[length++] = (byte)'e';
        destination[length++] = exponent < 0 ? (byte)'-' : (byte)'+';
        bool fits = Math.Abs(exponent).TryFormat(destination[length..], out int written, default, CultureInfo.InvariantCulture);
        Debug.Assert(fits, "The caller's buffer has LongestBytes.");
        return length + written;
    }
}
