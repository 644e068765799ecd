using System.Text;

namespace Auditor.Ledger.Tests;

public sealed class LogProofTests
{
    private const string Origin = "audit.example/harbour";

    private static readonly NoteSignerKey Key = NoteSignerKey.Generate(Origin);

    [Fact]
    public void A_proof_file_has_the_lines_of_the_specification()
    {
        LogProof proof = Proof(2, 5) with { Extra = "age"u8.ToArray() };
        string[] lines = Encoding.UTF8.GetString(proof.ToBytes()).Split('\n');

        Assert.Equal(["c2sp.org/tlog-proof@v1", "extra YWdl", "index 2", Given.KnownLeaves[3].ToBase64()], lines[..4]);
        Assert.Equal(["", Origin, "5"], lines[6..9]);
        Assert.Equal(["", $"— {Origin}"], [lines[10], lines[11][..(Origin.Length + 2)]]);
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    public void Every_leaf_of_every_tree_is_proven_by_a_file_that_was_read_back()
    {
        for (int size = 1; size <= 8; size++)
        {
            for (int index = 0; index < size; index++)
            {
                byte[] file = Proof(index, size).ToBytes();
                LogProof read = LogProof.Parse(file);

                Assert.Equal(file, read.ToBytes());
                for (int other = 0; other < 8; other++)
                {
                    Assert.Equal(other == index ? ProofVerdict.Proven : ProofVerdict.NotIncluded, read.Verify(Given.KnownInputs[other], Key.Verifier));
                }
            }
        }
    }

    [Fact]
    public void Any_changed_bit_of_a_file_is_noticed()
    {
        byte[] file = Proof(5, 7).ToBytes();
        for (int bit = 0; bit < file.Length * 8; bit++)
        {
            byte[] changed = [.. file];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(ProofVerdict.Proven, VerdictOf(changed));
        }
    }

    [Fact]
    public void The_checkpoint_must_be_signed_by_the_log_s_key_for_the_log_s_origin()
    {
        LogProof proof = Proof(5, 7);
        SignedNote elsewhere = SignedNote.Sign(proof.Checkpoint.Text.Replace(Origin, "audit.example/other", StringComparison.Ordinal), Key);
        SignedNote forged = SignedNote.Parse(Encoding.UTF8.GetBytes(proof.Checkpoint.ToString().Replace("\n7\n", "\n8\n", StringComparison.Ordinal)));

        Assert.Equal(ProofVerdict.NotSigned, proof.Verify(Given.KnownInputs[5], NoteSignerKey.Generate(Origin).Verifier));
        Assert.Equal(ProofVerdict.OtherOrigin, (proof with { Checkpoint = elsewhere }).Verify(Given.KnownInputs[5], Key.Verifier));
        Assert.Equal(ProofVerdict.Forged, (proof with { Checkpoint = forged }).Verify(Given.KnownInputs[5], Key.Verifier));
        Assert.Equal(ProofVerdict.NotIncluded, (proof with { Index = 7 }).Verify(Given.KnownInputs[5], Key.Verifier));
    }

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2")]
    [InlineData("index 5", "index 05")]
    [InlineData("index 5", "index -5")]
    [InlineData("index 5", "index  5")]
    [InlineData("index 5", "indeX 5")]
    [InlineData("index 5\n", "")]
    [InlineData("index 5", "index 5\nindex 5")]
    [InlineData("index 5", "extra YWdl=\nindex 5")]
    [InlineData("index 5", "extra YWdl\nextra YWdl\nindex 5")]
    [InlineData("index 5", "index 5\nYWdl")]
    [InlineData("index 5", "index 5\n")]
    [InlineData("index 5\n", "index 5\r\n")]
    [InlineData("\n\n", "\n")]
    public void What_is_no_proof_file_is_refused(string found, string instead)
    {
        string file = Encoding.UTF8.GetString(Proof(5, 7).ToBytes());
        Assert.Contains(found, file, StringComparison.Ordinal);

        Assert.NotEqual(ProofVerdict.Proven, VerdictOf(Encoding.UTF8.GetBytes(file.Replace(found, instead, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_file_without_anything_is_refused() => Assert.Throws<LedgerFormatException>(() => LogProof.Parse([]));

    private static LogProof Proof(int index, int size) => new()
    {
        Index = index,
        Path = InclusionProof.Create(index, size, new StoredTiles(Given.KnownLeaves.AsSpan(0, size))),
        Checkpoint = new Checkpoint { Origin = Origin, Size = size, Root = MerkleTree.Root(Given.KnownLeaves.AsSpan(0, size)) }.Sign(Key),
    };

    private static ProofVerdict VerdictOf(byte[] file)
    {
        try
        {
            return LogProof.Parse(file).Verify(Given.KnownInputs[5], Key.Verifier);
        }
        catch (LedgerFormatException)
        {
            return ProofVerdict.NotIncluded;
        }
    }
}
