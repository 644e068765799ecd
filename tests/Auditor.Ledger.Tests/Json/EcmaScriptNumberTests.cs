using System.Globalization;
using System.Text;

namespace Auditor.Ledger.Tests;

public sealed class EcmaScriptNumberTests
{
    /// <summary>RFC 8785, Appendix B, without infinity and NaN, and with what its README adds about the edges.</summary>
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    [InlineData(0x4340000000000001, "9007199254740994")]
    [InlineData(0x4340000000000002, "9007199254740996")]
    public void Published_values(ulong bits, string expected) => Assert.Equal(expected, Text(BitConverter.UInt64BitsToDouble(bits)));

    [Fact]
    public void Every_text_reads_back_as_the_same_double()
    {
        var random = new Random(8785);
        for (int round = 0; round < 200_000; round++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
            {
                Assert.Equal(value, double.Parse(Text(value), CultureInfo.InvariantCulture));
            }
        }
    }

    private static string Text(double value)
    {
        Span<byte> text = stackalloc byte[EcmaScriptNumber.LongestBytes];
        return Encoding.ASCII.GetString(text[..EcmaScriptNumber.Format(value, text)]);
    }
}
