using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Auditor.Ledger;

/// <summary>
/// The entries below one tile of leaf hashes, as a source presents them, and what they hash to. Filled by one thread after the other.
/// </summary>
internal sealed class Stretch(long index, int width)
{
    private readonly TreeHash[] _hashes = new TreeHash[width];
    private readonly Presence[] _presence = new Presence[width];
    private List<PresentedEntry>? _unhashed;

    private enum Presence : byte
    {
        /// <summary>Nothing is known of the position.</summary>
        Unknown,

        /// <summary>The position is known, its entry is not there.</summary>
        WithoutBody,

        Whole,
    }

    /// <summary>Index of the tile in level 0.</summary>
    public long Index { get; } = index;

    public long Start => Index * TileAddress.FullWidth;

    public int Width => _hashes.Length;

    public TileAddress Address => new(0, Index, Width);

    /// <summary>The tile of leaf hashes as the source has it, null without one.</summary>
    public ReadOnlyMemory<byte>? Tile { get; init; }

    /// <summary>Tiles above that end where this stretch ends, from the lowest level up, as the source has them.</summary>
    public IReadOnlyList<StoredTile> Above { get; set; } = [];

    /// <summary>Bytes of entries that wait for being hashed.</summary>
    public long UnhashedBytes { get; private set; }

    /// <summary>True when neither the tile nor any entry is there.</summary>
    public bool IsEmpty => Tile is null && !_presence.Any(presence => presence != Presence.Unknown);

    /// <summary>By slot: what the presented entries hash to, and the tile's hash where the entry is not there.</summary>
    public TreeHash[] Hashes => _hashes;

    /// <summary>Root over <see cref="Hashes"/>.</summary>
    public TreeHash Root { get; private set; }

    /// <summary>True when an entry is not there and there is no tile to take its hash from.</summary>
    public bool HasGaps { get; private set; }

    public List<LogFault> Faults { get; } = [];

    public List<ErasureDeclaration> Erasures { get; } = [];

    /// <summary>Whether the slot's entry is not there.</summary>
    public bool IsMissing(int slot) => _presence[slot] != Presence.Whole;

    /// <summary>Whether nothing at all is known of the slot.</summary>
    public bool IsUnknown(int slot) => _presence[slot] == Presence.Unknown;

    /// <summary>Takes entries, to be hashed later.</summary>
    public void Add(PresentedEntry entry)
    {
        (_unhashed ??= new List<PresentedEntry>(Width)).Add(entry);
        UnhashedBytes += entry.Attested?.Length ?? 0;
        _presence[entry.Position - Start] = entry.Attested is null ? Presence.WithoutBody : Presence.Whole;
    }

    /// <summary>Hashes what was taken, and lets it go.</summary>
    public void HashAll()
    {
        foreach (ref readonly PresentedEntry entry in CollectionsMarshal.AsSpan(_unhashed))
        {
            if (entry.Attested is { } attested)
            {
                _hashes[entry.Position - Start] = HashOf(entry, attested);
            }
        }

        _unhashed = null;
        UnhashedBytes = 0;
    }

    /// <summary>Hashes the rest and the tree above, when everything was taken.</summary>
    public void Complete()
    {
        HashAll();
        ReadOnlySpan<TreeHash> stored = StoredTile.HashesOf(Address, Tile);
        for (int slot = 0; slot < Width; slot++)
        {
            if (IsMissing(slot))
            {
                HasGaps |= stored.IsEmpty;
                _hashes[slot] = stored.IsEmpty ? default : stored[slot];
            }
        }

        Root = MerkleTree.Root(_hashes);
    }

    private TreeHash HashOf(in PresentedEntry entry, ReadOnlyMemory<byte> attested)
    {
        TreeHash hash;
        try
        {
            hash = EntryLeaf.HashOfCanonical(attested.Span);
        }
        catch (LedgerFormatException wrong)
        {
            Faults.Add(new LogFault
            {
                Kind = FaultKind.Malformed,
                Position = entry.Position,
                EntryId = entry.EntryId,
                Message = $"The entry at position {entry.Position} is not in the form that the log demands: {wrong.Message}",
            });
            return MerkleTree.LeafHash(attested.Span);
        }

        if (entry.EntryId is { } id && !Names(attested.Span, id) && EntryLeaf.EntryIdOf(attested.Span) is { } own && own != id)
        {
            Faults.Add(new LogFault
            {
                Kind = FaultKind.Changed,
                Position = entry.Position,
                EntryId = own,
                Message = $"The entry at position {entry.Position} says that it is {own}, but it is kept under the id {id}: whoever looks for it does not find it.",
            });
        }

        if (ErasureDeclaration.MayBeIn(attested.Span))
        {
            Erasures.AddRange(ErasureDeclaration.Read(attested, entry.Position));
        }

        return hash;
    }

    /// <summary>Whether the text has this id in it, which is quicker than reading it.</summary>
    private static bool Names(ReadOnlySpan<byte> attested, Guid id)
    {
        ReadOnlySpan<byte> name = "\"entryId\":\""u8;
        Span<byte> text = stackalloc byte[64];
        name.CopyTo(text);
        Utf8Formatter.TryFormat(id, text[name.Length..], out int length);
        return attested.IndexOf(text[..(name.Length + length)]) >= 0;
    }
}
