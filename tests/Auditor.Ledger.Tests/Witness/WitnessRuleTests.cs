namespace Auditor.Ledger.Tests;

/// <summary>Every size up to <see cref="Largest"/> against every other: a witness takes what goes on, and nothing else.</summary>
public sealed class WitnessRuleTests
{
    private const int Largest = 20;

    private static readonly NoteSignerKey Log = NoteSignerKey.Generate("log.example/a");
    private static readonly NoteSignerKey Witness = NoteSignerKey.Generate("witness.example/w");
    private static readonly TreeHash[] Leaves = [.. Enumerable.Range(0, Largest).Select(number => MerkleTree.LeafHash([(byte)number]))];
    private static readonly TreeHash[] OtherLeaves = [.. Leaves.Select((hash, index) => index == 0 ? MerkleTree.LeafHash([0xFF]) : hash)];

    [Fact]
    public void Whatever_goes_on_from_what_was_cosigned_is_cosigned_and_a_fork_never()
    {
        for (int old = 0; old <= Largest; old++)
        {
            for (int size = old; size <= Largest; size++)
            {
                Checkpoint last = Of(old, Leaves);
                AddCheckpointRequest honest = Request(old, size, Leaves);
                AddCheckpointRequest forked = Request(old, size, OtherLeaves);

                Assert.Equal(WitnessVerdict.Cosign, Grow(honest, last));
                Assert.Equal(old == 0 ? WitnessVerdict.Cosign : WitnessVerdict.Inconsistent, Grow(forked, last));
                Assert.Equal(WitnessVerdict.Inconsistent, Grow(honest with { Proof = [.. honest.Proof, Leaves[0]] }, last));
                if (old > 0)
                {
                    Assert.Equal(WitnessVerdict.OtherSize, Grow(honest, null));
                    Assert.Equal(WitnessVerdict.OtherSize, Grow(honest, Of(old - 1, Leaves)));
                    Assert.Equal(honest.Proof.Count > 0 ? WitnessVerdict.Inconsistent : WitnessVerdict.Cosign, Grow(honest with { Proof = [] }, last));
                }
            }
        }
    }

    [Fact]
    public void The_tree_without_leaves_has_its_one_root()
    {
        var wrong = new Checkpoint { Origin = Log.Verifier.Name, Size = 0, Root = Leaves[0] };
        var request = new AddCheckpointRequest { OldSize = 0, Proof = [], Note = wrong.Sign(Log) };

        Assert.Equal(WitnessVerdict.Inconsistent, Grow(request, null));
        Assert.Equal(WitnessVerdict.Cosign, Grow(Request(0, 0, Leaves), null));
    }

    [Fact]
    public void Only_the_log_s_own_good_signature_counts()
    {
        AddCheckpointRequest good = Request(0, 5, Leaves);
        SignedNote stranger = SignedNote.Sign(good.Note.Text, NoteSignerKey.Generate(Log.Verifier.Name));
        NoteSignature broken = good.Note.Signatures[0] with { Bytes = SignedNote.Sign("other\n", Log).Signatures[0].Bytes };

        Assert.Equal(WitnessVerdict.Cosign, Judge(good));
        Assert.Equal(WitnessVerdict.Cosign, Judge(good with { Note = good.Note.WithSignatures([.. stranger.Signatures, .. good.Note.Signatures]) }));
        Assert.Equal(WitnessVerdict.NotSigned, Judge(good with { Note = stranger }));
        Assert.Equal(WitnessVerdict.NotSigned, Judge(good with { Note = good.Note.WithSignatures([broken]) }));
        Assert.Equal(WitnessVerdict.NotSigned, Judge(good with { Note = good.Note.WithSignatures([.. good.Note.Signatures, broken]) }));
        Assert.Equal(WitnessVerdict.UnknownLog, WitnessRule.JudgeSignature(good, _ => [], out _));
        Assert.Equal(WitnessVerdict.Malformed, Judge(good with { OldSize = 6 }));
        Assert.Equal(WitnessVerdict.Malformed, Judge(good with { Note = SignedNote.Sign("no checkpoint\n", Log) }));
    }

    [Fact]
    public void A_checkpoint_keeps_its_text_and_gets_the_witness_s_line()
    {
        SignedNote note = Request(0, 5, Leaves).Note;
        SignedNote mine = SignedNote.Sign(note.Text, Witness);
        string lines = Cosigning.Lines(mine.WithSignatures([.. note.Signatures, .. mine.Signatures]), Witness.Verifier);

        Assert.Equal(mine.ToString()[(note.Text.Length + 1)..], lines);
        SignedNote cosigned = Cosigning.Join(note, System.Text.Encoding.UTF8.GetBytes(lines), Witness.Verifier)!;
        Assert.Equal(note.ToString() + lines, cosigned.ToString());
        Assert.Equal(NoteVerdict.Trusted, cosigned.Verify(Log.Verifier));
        Assert.Equal(NoteVerdict.Trusted, cosigned.Verify(Witness.Verifier));
    }

    [Fact]
    public void An_answer_of_another_key_or_over_another_text_is_no_cosignature()
    {
        SignedNote note = Request(0, 5, Leaves).Note;
        byte[] OfText(string text, NoteSignerKey key) => System.Text.Encoding.UTF8.GetBytes(Cosigning.Lines(SignedNote.Sign(text, key), key.Verifier));

        Assert.Null(Cosigning.Join(note, OfText(note.Text, Log), Witness.Verifier));
        Assert.Null(Cosigning.Join(note, OfText("other\n", Witness), Witness.Verifier));
        Assert.Null(Cosigning.Join(note, [.. "x\n\n"u8, .. OfText(note.Text, Witness)], Witness.Verifier));
        Assert.Throws<LedgerFormatException>(() => Cosigning.Join(note, "<html></html>"u8, Witness.Verifier));
        Assert.Throws<LedgerFormatException>(() => Cosigning.Join(note, [], Witness.Verifier));
    }

    private static WitnessVerdict Judge(AddCheckpointRequest request) =>
        WitnessRule.JudgeSignature(request, origin => origin == Log.Verifier.Name ? [Log.Verifier] : [], out _);

    private static WitnessVerdict Grow(AddCheckpointRequest request, Checkpoint? last) =>
        WitnessRule.JudgeGrowth(request, Checkpoint.Parse(request.Note.Text), last);

    private static Checkpoint Of(int size, TreeHash[] leaves) => new() { Origin = Log.Verifier.Name, Size = size, Root = MerkleTree.Root(leaves.AsSpan(0, size)) };

    private static AddCheckpointRequest Request(int old, int size, TreeHash[] leaves) => new()
    {
        OldSize = old,
        Proof = ConsistencyProof.Create(old, size, new StoredTiles(leaves.AsSpan(0, size))),
        Note = Of(size, leaves).Sign(Log),
    };
}
