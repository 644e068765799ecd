using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Auditor.Ledger.Tests;

/// <summary>A log in memory, whose every part can be altered. Parts are replaced and never written to, so that copies share them.</summary>
internal sealed class MemoryLog : ILogSource
{
    public const string Origin = "log.example/site";

    public static readonly NoteSignerKey Key = NoteSignerKey.Generate(Origin);

    public List<PresentedEntry> Entries { get; private init; } = [];

    /// <summary>By level and index, the widest.</summary>
    public Dictionary<(int Level, long Index), byte[]> Tiles { get; private init; } = [];

    public byte[]? Note { get; set; }

    /// <summary>Checkpoints of smaller sizes, the oldest first.</summary>
    public List<byte[]> Kept { get; private init; } = [];

    public List<LogFault> OwnFaults { get; } = [];

    public static MemoryLog Of(int size, params (int First, int Last)[] erased)
    {
        var log = new MemoryLog();
        for (int at = 0; at < size; at++)
        {
            bool declares = at == size - 1 && erased.Length > 0;
            log.Entries.Add(declares ? Erasure(at, erased) : Entry(at, at));
        }

        log.Rebuild();
        log.Sign(Key);
        for (int smaller = size / 3; smaller > 0 && smaller < size; smaller += Math.Max(1, size / 3))
        {
            log.Kept.Add(log.Checkpoint(smaller).Sign(Key).ToBytes());
        }

        foreach ((int first, int last) in erased)
        {
            for (int at = first; at <= last; at++)
            {
                log.Entries[at] = log.Entries[at] with { Attested = null };
            }
        }

        return log;
    }

    public static PresentedEntry Entry(long position, int content)
    {
        var id = new Guid(content, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);
        return Entry(position, id, $$"""
            {"entryId":"{{id}}","auditableResource":"PLAYBACK","auditableAction":"PLAY","actor":{"name":"anna{{content % 7}}"},"reason":"case {{content}}","result":"SUCCEEDED","additionalMetadata":{"speed":1.5,"camera":"Gate {{content}}"} }
            """);
    }

    public static PresentedEntry Erasure(long position, params (int First, int Last)[] ranges) => Declaration(position, "ERASE", ranges);

    /// <summary>Takes back what was declared erased before.</summary>
    public static PresentedEntry TakenBack(long position, params (int First, int Last)[] ranges) => Declaration(position, "KEEP", ranges);

    private static PresentedEntry Declaration(long position, string action, (int First, int Last)[] ranges)
    {
        var id = new Guid((int)position, 9, 9, [1, 2, 3, 4, 5, 6, 7, 8]);
        string positions = string.Join(',', ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"[{range.First},{range.Last}]")));
        return Entry(position, id, $$"""{"entryId":"{{id}}","auditableResource":"AUDIT_LOG","auditableAction":"{{action}}","additionalMetadata":{"positions":[{{positions}}]} }""");
    }

    public static PresentedEntry Entry(long position, Guid id, string json) =>
        new(position, id, EntryLeaf.OfJson(Encoding.UTF8.GetBytes(json)).Attested);

    public MemoryLog Copy() => new() { Entries = [.. Entries], Tiles = new(Tiles), Note = Note, Kept = [.. Kept] };

    /// <summary>The log as it was when it was smaller: a copy of everything that was taken then.</summary>
    public MemoryLog Earlier(int size)
    {
        var earlier = new MemoryLog { Entries = [.. Entries.Take(size)] };
        earlier.Rebuild();
        earlier.Sign(Key);
        earlier.Kept.AddRange(Kept.Where(note => Ledger.Checkpoint.Parse(SignedNote.Parse(note).Text).Size < size));
        return earlier;
    }

    /// <summary>Gives the entries positions one after the other, as one who alters a log would.</summary>
    public void Renumber()
    {
        for (int at = 0; at < Entries.Count; at++)
        {
            Entries[at] = Entries[at] with { Position = at };
        }
    }

    /// <summary>Makes every tile anew out of the entries.</summary>
    public void Rebuild()
    {
        Tiles.Clear();
        TreeHash[] leaves = [.. Entries.Select(entry => EntryLeaf.HashOfAttested(entry.Attested!.Value.Span))];
        foreach (Tile tile in TiledTree.Empty.Grow(leaves).Tiles)
        {
            Tiles[(tile.Address.Level, tile.Address.Index)] = tile.Content.ToArray();
        }
    }

    public void Sign(NoteSignerKey key) => Note = Checkpoint(Entries.Count).Sign(key).ToBytes();

    public Checkpoint Checkpoint(int size) => new()
    {
        Origin = Origin,
        Size = size,
        Root = MerkleTree.Root([.. Entries.Take(size).Select(entry => EntryLeaf.HashOfAttested(entry.Attested!.Value.Span))]),
    };

    public ValueTask<ReadOnlyMemory<byte>?> ReadCheckpointAsync(CancellationToken cancellationToken) =>
        new(Note is null ? null : (ReadOnlyMemory<byte>?)Note);

    public ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileAddress tile, CancellationToken cancellationToken) =>
        new(Tiles.TryGetValue((tile.Level, tile.Index), out byte[]? content) ? content.AsMemory(0, Math.Min(content.Length, tile.Bytes)) : (ReadOnlyMemory<byte>?)null);

    public ValueTask<IReadOnlyList<PresentedEntry>> ReadEntriesAsync(long from, int most, CancellationToken cancellationToken)
    {
        int low = 0;
        int high = Entries.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Entries[middle].Position < from ? (middle + 1, high) : (low, middle);
        }

        return new(Entries.GetRange(low, Math.Min(most, Entries.Count - low)));
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadKeptCheckpointsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (byte[] note in Kept)
        {
            yield return note;
        }

        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<LogFault> FindOwnFaultsAsync(Checkpoint head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (LogFault fault in OwnFaults)
        {
            yield return fault;
        }

        await Task.CompletedTask;
    }
}
