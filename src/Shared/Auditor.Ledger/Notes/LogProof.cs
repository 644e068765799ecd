using System.Globalization;
using System.Text;

namespace Auditor.Ledger;

/// <summary>
/// That one entry is in the log, in one file that is checked offline (C2SP tlog-proof), with extension <c>.tlog-proof</c>:
/// <code>
/// c2sp.org/tlog-proof@v1                               newline
/// "extra " base64                                      newline, only if there is extra data
/// "index " position from 0, ASCII decimal              newline
/// base64 of a hash (32 bytes)                          newline, for each hash from the leaf's sibling to the root's child
/// newline
/// the checkpoint's signed note
/// </code>
/// </summary>
public sealed record LogProof
{
    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraPrefix = "extra ";
    private const string IndexPrefix = "index ";

    /// <summary>Position of the entry, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>The inclusion proof (<see cref="InclusionProof"/>).</summary>
    public required IReadOnlyList<TreeHash> Path { get; init; }

    /// <summary>The signed checkpoint of a tree that has the entry.</summary>
    public required SignedNote Checkpoint { get; init; }

    /// <summary>Whatever came along. Nobody vouches for it.</summary>
    public ReadOnlyMemory<byte>? Extra { get; init; }

    /// <summary>Reads a proof file, strictly. Says nothing yet about what it proves.</summary>
    /// <exception cref="LedgerFormatException">Not a proof file; the message says which part.</exception>
    public static LogProof Parse(ReadOnlySpan<byte> utf8)
    {
        int empty = utf8.IndexOf("\n\n"u8);
        if (empty < 0)
        {
            throw new LedgerFormatException("The proof has no empty line before its checkpoint.");
        }

        string[] lines = NoteText.Decode(utf8[..empty]).Split('\n');
        int next = 0;
        if (!lines[next++].Equals(Header, StringComparison.Ordinal))
        {
            throw new LedgerFormatException($"The proof does not begin with '{Header}'.");
        }

        ReadOnlyMemory<byte>? extra = null;
        if (next < lines.Length && lines[next].StartsWith(ExtraPrefix, StringComparison.Ordinal))
        {
            extra = StrictBase64.Decode(lines[next++][ExtraPrefix.Length..]);
        }

        if (next == lines.Length || !lines[next].StartsWith(IndexPrefix, StringComparison.Ordinal)
            || !TilePath.TryParseNumber(lines[next++].AsSpan(IndexPrefix.Length), out long index))
        {
            throw new LedgerFormatException("The proof has no line 'index <decimal number without leading zeros>' where it must be.");
        }

        TreeHash[] path = [.. lines[next..].Select(TreeHash.FromBase64)];
        return new LogProof { Index = index, Path = path, Checkpoint = SignedNote.Parse(utf8[(empty + 2)..]), Extra = extra };
    }

    /// <summary>
    /// Whether the leaf is in the log of this key. The checkpoint's origin must be the key's name: one key vouches for one log.
    /// </summary>
    /// <param name="leaf">The bytes of the leaf (<see cref="EntryLeaf.Bytes"/>), made from the entry and not taken from the proof.</param>
    /// <param name="key">The log's key, had from somewhere else than the proof.</param>
    /// <exception cref="LedgerFormatException">What is signed is no checkpoint.</exception>
    public ProofVerdict Verify(ReadOnlySpan<byte> leaf, NoteVerifierKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        NoteVerdict signed = Checkpoint.Verify(key);
        if (signed != NoteVerdict.Trusted)
        {
            return signed == NoteVerdict.Forged ? ProofVerdict.Forged : ProofVerdict.NotSigned;
        }

        Checkpoint head = Ledger.Checkpoint.Parse(Checkpoint.Text);
        if (!head.Origin.Equals(key.Name, StringComparison.Ordinal))
        {
            return ProofVerdict.OtherOrigin;
        }

        return InclusionProof.Verify([.. Path], Index, head.Size, MerkleTree.LeafHash(leaf), head.Root)
            ? ProofVerdict.Proven
            : ProofVerdict.NotIncluded;
    }

    /// <summary>The file, in UTF-8.</summary>
    public byte[] ToBytes()
    {
        var file = new StringBuilder(Header).Append('\n');
        if (Extra is { } extra)
        {
            file.Append(ExtraPrefix).Append(Convert.ToBase64String(extra.Span)).Append('\n');
        }

        file.Append(IndexPrefix).Append(Index.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (TreeHash hash in Path)
        {
            file.Append(hash.ToBase64()).Append('\n');
        }

        return Encoding.UTF8.GetBytes(file.Append('\n').Append(Checkpoint).ToString());
    }
}
