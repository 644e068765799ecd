using System.Buffers;
using System.Globalization;
using System.Text;

namespace Auditor.Ledger.Tests;

/// <summary>RFC 8785 with the vectors that its authors publish (section 3.2 and github.com/cyberphone/json-canonicalization).</summary>
public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""[ 56, { "d": true, "10": null, "1": [ ] } ]""", """[56,{"1":[],"10":null,"d":true}]""")]
    [InlineData(
        """{"peach": "This sorting order", "péché": "is wrong according to French", "pêche": "but canonicalization MUST", "sin": "ignore locale"}""",
        """{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}""")]
    [InlineData(
        """{ "1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ {"e": "yes","E": "no" } ], "A": { } }""",
        """{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}""")]
    [InlineData("""{ "Unnormalized Unicode":"A\u030a" }""", "{\"Unnormalized Unicode\":\"A\u030a\"}")]
    [InlineData(
        """{ "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] }""",
        """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""")]
    [InlineData(
        """{ "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis" }""",
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"\U0001F600\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}")]
    [InlineData(
        """{ "\u000a": "Newline", "1": "One", "\u0080": "Control\u007f", "</script>": "Browser Challenge" }""",
        "{\"\\n\":\"Newline\",\"1\":\"One\",\"</script>\":\"Browser Challenge\",\"\u0080\":\"Control\u007f\"}")]
    public void Published_examples(string text, string expected)
    {
        Assert.Equal(expected, Canonical(text));
        Assert.Equal(expected, Canonical(expected));
    }

    [Theory]
    [InlineData("\"\\u0000\\u0001\\u0008\\u0009\\u000a\\u000b\\u000c\\u000d\\u001f\\u0020\\u007f\"", "\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f \u007f\"")]
    [InlineData("\"\\/\\\\\\\"\"", "\"/\\\\\\\"\"")]
    [InlineData("\"\\uD83D\\uDE00\"", "\"\U0001F600\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData(" 1 ", "1")]
    [InlineData("{}", "{}")]
    [InlineData("{\"a\":{\"z\":1,\"b\":[{\"d\":1,\"c\":2}]},\"A\":0}", "{\"A\":0,\"a\":{\"b\":[{\"c\":2,\"d\":1}],\"z\":1}}")]
    public void Strings_and_nesting(string text, string expected) => Assert.Equal(expected, Canonical(text));

    [Theory]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1e-400", "0")]
    [InlineData("1.0", "1")]
    [InlineData("100e-2", "1")]
    [InlineData("-15", "-15")]
    [InlineData("999999999999999", "999999999999999")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("123456789012345680000", "123456789012345680000")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("1e23", "1e+23")]
    public void Numbers_are_those_of_ECMAScript(string text, string expected) => Assert.Equal(expected, Canonical(text));

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"b\":1,\"a\":1,\"b\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("[{\"x\":{\"\":1,\"\":1}}]")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    [InlineData("{\"\\ud83d\":1}")]
    [InlineData("1e309")]
    [InlineData("-1e99999999999")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("[1] [2]")]
    [InlineData("/* */1")]
    [InlineData("01")]
    [InlineData("NaN")]
    [InlineData("'a'")]
    [InlineData("\"\u0001\"")]
    [InlineData("\ufeff1")]
    public void What_is_no_I_JSON_is_refused(string text) => Assert.Throws<LedgerFormatException>(() => Canonical(text));

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused()
    {
        Assert.Throws<LedgerFormatException>(() => CanonicalJson.Canonicalize([(byte)'"', 0xFF, (byte)'"']));
        Assert.Throws<LedgerFormatException>(() => CanonicalJson.Canonicalize([(byte)'"', 0xED, 0xA0, 0x80, (byte)'"']));
    }

    [Fact]
    public void Nesting_ends_somewhere()
    {
        string deep = new string('[', CanonicalJson.DeepestNesting) + new string(']', CanonicalJson.DeepestNesting);

        Assert.Equal(deep, Canonical(deep));
        Assert.Throws<LedgerFormatException>(() => Canonical("[" + deep + "]"));
    }

    [Fact]
    public void Names_are_in_the_order_of_their_UTF_16_code_units_however_many_there_are()
    {
        string[] parts = ["a", "b", "\u007f", "\u0080", "é", "\ud7ff", "\ue000", "\ufb33", "\uffff", "\U00010000", "\U0001F600", "\U0010FFFF"];
        string[] names = [.. parts.SelectMany(first => parts.Select(second => first + second)), .. parts, ""];
        foreach (int count in new[] { 2, 12, 31, 32, 33, names.Length })
        {
            for (int seed = 0; seed < 20; seed++)
            {
                string[] shuffled = [.. names];
                new Random(seed).Shuffle(shuffled);
                string[] some = shuffled[..count];
                string[] sorted = [.. some.Order(StringComparer.Ordinal)];

                Assert.Equal(Object(sorted), Canonical(Object(some)));
            }
        }

        static string Object(string[] names) => "{" + string.Join(',', names.Select(name => $"\"{name}\":[\"{name}\"]")) + "}";
    }

    [Fact]
    public void A_value_that_is_refused_leaves_nothing_behind()
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.Throws<LedgerFormatException>(() => CanonicalJson.Canonicalize("[{\"b\":[{\"a\":1,\"a\""u8, output));
        CanonicalJson.Canonicalize("{\"b\":1,\"a\":2}"u8, output);

        Assert.Equal("{\"a\":2,\"b\":1}", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void A_large_value_is_no_different()
    {
        string text = "[" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{i},\"a\":\"\\u0041{i}\"}}"))) + "]";
        string expected = "[" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"a\":\"A{i}\",\"n\":{i}}}"))) + "]";

        Assert.Equal(expected, Canonical(text));
    }

    private static string Canonical(string text) => Encoding.UTF8.GetString(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(text)));
}
