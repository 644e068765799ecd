namespace Auditor.Ledger.Tests;

public sealed class CheckpointTests
{
    /// <summary>The example of C2SP tlog-checkpoint.</summary>
    private const string Example = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    [Theory]
    [InlineData(Example)]
    [InlineData("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n9223372036854775807\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\none\ntwo \n")]
    public void A_checkpoint_is_read_and_written_as_it_was(string text) => Assert.Equal(text, Checkpoint.Parse(text).ToText());

    [Fact]
    public void The_specification_s_example()
    {
        Checkpoint checkpoint = Checkpoint.Parse(Example);

        Assert.Equal("example.com/behind-the-sofa", checkpoint.Origin);
        Assert.Equal(20852163, checkpoint.Size);
        Assert.Equal("0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62", checkpoint.Root.ToString());
        Assert.Empty(checkpoint.Extensions);
    }

    [Theory]
    [InlineData("")]
    [InlineData("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("o\n1\n")]
    [InlineData("\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n1 \n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n")]
    [InlineData("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n")]
    [InlineData("o\n1\nAAAA\n")]
    [InlineData("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n")]
    [InlineData("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nx\n")]
    public void What_is_no_checkpoint_is_refused(string text) => Assert.Throws<LedgerFormatException>(() => Checkpoint.Parse(text));

    [Fact]
    public void Only_the_key_of_its_log_signs_a_checkpoint_and_only_a_well_formed_one()
    {
        NoteSignerKey key = NoteSignerKey.Generate("log.example/a");
        var checkpoint = new Checkpoint { Origin = "log.example/a", Size = 1, Root = Given.KnownLeaves[0] };

        Assert.Equal(NoteVerdict.Trusted, checkpoint.Sign(key).Verify(key.Verifier));
        Assert.Throws<LedgerFormatException>(() => (checkpoint with { Origin = "log.example/b" }).Sign(key));
        Assert.Throws<LedgerFormatException>(() => (checkpoint with { Extensions = [""] }).Sign(key));
        Assert.Throws<LedgerFormatException>(() => (checkpoint with { Extensions = ["a\nb"] }).Sign(key));
        Assert.Throws<LedgerFormatException>(() => (checkpoint with { Size = -1 }).Sign(key));
    }
}
