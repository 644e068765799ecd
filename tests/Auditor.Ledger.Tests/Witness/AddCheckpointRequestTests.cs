using System.Text;

namespace Auditor.Ledger.Tests;

public sealed class AddCheckpointRequestTests
{
    /// <summary>The example of C2SP tlog-witness, byte for byte.</summary>
    private const string Example =
        """
        old 20852014
        PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
        5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=

        """;

    private const string Hash = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";
    private const string Note = "a\n0\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n\n— a AAAAAAE=\n";

    [Fact]
    public void The_specification_s_example_is_read_and_written_back()
    {
        AddCheckpointRequest request = Parse(Example);

        Assert.Equal(20852014, request.OldSize);
        Assert.Equal(4, request.Proof.Count);
        Assert.Equal(20852163, Checkpoint.Parse(request.Note.Text).Size);
        Assert.Equal(2, request.Note.Signatures.Count);
        Assert.Equal(Example, Encoding.UTF8.GetString(request.ToBytes()));
    }

    [Fact]
    public void A_request_without_a_proof_has_its_empty_line_at_once()
    {
        AddCheckpointRequest request = Parse("old 0\n\n" + Note);

        Assert.Empty(request.Proof);
        Assert.Equal("old 0\n\n" + Note, Encoding.UTF8.GetString(request.ToBytes()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("old 0\n")]
    [InlineData("\n\n" + Note)]
    [InlineData("old\n\n" + Note)]
    [InlineData("old \n\n" + Note)]
    [InlineData("old 00\n\n" + Note)]
    [InlineData("old 01\n\n" + Note)]
    [InlineData("old -1\n\n" + Note)]
    [InlineData("old +1\n\n" + Note)]
    [InlineData("old  1\n\n" + Note)]
    [InlineData("old 1 \n\n" + Note)]
    [InlineData("Old 1\n\n" + Note)]
    [InlineData("old 1\r\n\r\n" + Note)]
    [InlineData("old 9223372036854775808\n\n" + Note)]
    [InlineData("old 1\nAAAA\n\n" + Note)]
    [InlineData("old 1\n" + Hash + "x\n\n" + Note)]
    [InlineData("old 1\n " + Hash + "\n" + Note)]
    [InlineData("old 1\n\nno note")]
    public void What_is_no_request_is_refused(string body) => Assert.Throws<LedgerFormatException>(() => Parse(body));

    [Fact]
    public void More_than_63_hashes_or_128_KiB_are_refused()
    {
        string RequestOf(int hashes) => "old 1\n" + string.Concat(Enumerable.Repeat(Hash, hashes)) + "\n" + Note;

        Assert.Equal(63, Parse(RequestOf(63)).Proof.Count);
        Assert.Throws<LedgerFormatException>(() => Parse(RequestOf(64)));
        Assert.Throws<LedgerFormatException>(() => Parse("old 0\n\n" + new string('a', AddCheckpointRequest.MostBytes) + "\n" + Note));
        Assert.Throws<LedgerFormatException>(() => AddCheckpointRequest.Parse([.. "old 0\n\n"u8, 0xFF, .. Encoding.UTF8.GetBytes(Note)]));
    }

    [Theory]
    [InlineData("0\n", 0L)]
    [InlineData("20852163\n", 20852163L)]
    [InlineData("20852163", null)]
    [InlineData("01\n", null)]
    [InlineData("\n", null)]
    [InlineData("<html>\n", null)]
    [InlineData("5\n\n", null)]
    public void A_size_has_one_spelling(string body, long? size)
    {
        Assert.Equal(size, CosignedSize.Parse(body));
        if (size is { } known)
        {
            Assert.Equal(body, CosignedSize.ToText(known));
        }
    }

    /// <summary>printf example.com/behind-the-sofa | sha256sum</summary>
    [Fact]
    public void A_log_has_the_hash_of_its_origin() =>
        Assert.Equal("5fd2dc0beb4ce54da5050cf6d5c75248b023abad441c3cecde3976fbe9da4fe4", Cosigning.OriginHash("example.com/behind-the-sofa"));

    private static AddCheckpointRequest Parse(string body) => AddCheckpointRequest.Parse(Encoding.UTF8.GetBytes(body));
}
