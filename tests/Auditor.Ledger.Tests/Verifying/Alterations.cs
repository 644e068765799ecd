using System.Text;

namespace Auditor.Ledger.Tests;

/// <summary>Random alterations of a log. Each differs from the log in what is attested, in what is presented, or in its tiles or checkpoints.</summary>
internal sealed class Alterations(Random random)
{
    private static readonly NoteSignerKey Stranger = NoteSignerKey.Generate(MemoryLog.Origin);

    private int _content = 1_000_000;

    public Alteration Next(MemoryLog original)
    {
        while (true)
        {
            if (Try(original.Copy(), random.Next(20)) is { } alteration)
            {
                return alteration;
            }
        }
    }

    private Alteration? Try(MemoryLog log, int which)
    {
        int size = log.Entries.Count;
        bool hasErased = log.Entries.Exists(entry => entry.Attested is null);
        int at = size == 0 ? 0 : random.Next(size);
        bool whole = size > 0 && log.Entries[at].Attested is not null;
        switch (which)
        {
            case 0 when whole:
                return EditField(log, at);
            case 1 when whole:
                return FlipByte(log, at);
            case 2 when whole:
                log.Entries[at] = log.Entries[at] with { Attested = null };
                return new("body deleted", log, [FaultKind.Removed], at);
            case 3 when size > 0:
                log.Entries.RemoveAt(at);
                return new("deleted", log, at == size - 1 ? [FaultKind.Truncated] : [FaultKind.Removed], at);
            case 4 when size > 0 && !hasErased:
                log.Entries.RemoveAt(at);
                log.Renumber();
                return new("deleted, the others moved up", log, at == size - 1 ? [FaultKind.Truncated] : [FaultKind.Removed], at);
            case 5 when size > 0 && !hasErased:
                log.Entries.Insert(at, Fresh(at));
                log.Renumber();
                return new("inserted", log, [FaultKind.Inserted], at);
            case 6 when whole && size > 1 && !hasErased:
                return Swap(log, at);
            case 7 when whole && size > 2 && !hasErased:
                return Move(log, at);
            case 8 when size > 0:
                return Truncate(log, at);
            case 9 when log.Tiles.Count > 0:
                return AlterTile(log);
            case 10 when whole && !hasErased:
                return EntryAndItsTile(log, at);
            case 11 when whole && !hasErased:
                log.Entries[at] = Fresh(at);
                log.Rebuild();
                return new("entry replaced, all tiles made anew", log, [FaultKind.Changed], Position: null);
            case 12 when whole && !hasErased:
                log.Entries[at] = Fresh(at);
                log.Rebuild();
                log.Sign(Stranger);
                return new("entry replaced, tiles made anew, signed by another key", log, [FaultKind.WrongKey], Position: null);
            case 13:
                return AlterCheckpoint(log);
            case 14 when size > 1 && !hasErased:
                byte[] latest = log.Note!;
                return new("rolled back, tiles and checkpoint too", log.Earlier(at), [FaultKind.RolledBack], at, latest);
            case 15 when whole && !hasErased:
                return Fork(log, at);
            case 16 when whole && size > 1:
                return CopyOver(log, at);
            case 17 when log.Kept.Count > 0:
                log.Kept[random.Next(log.Kept.Count)] = Flipped(log.Kept[0]);
                return new("kept checkpoint altered", log, [FaultKind.CheckpointAltered, FaultKind.WrongKey], Position: null);
            case 18 when whole:
                log.Entries[at] = log.Entries[at] with { EntryId = Guid.NewGuid() };
                return new("kept under another id", log, [FaultKind.Changed], at);
            case 19 when hasErased && !whole:
                log.Entries[at] = log.Entries[at] with { Attested = Fresh(at).Attested };
                return new("body made up for an erased entry", log, [FaultKind.Changed], at);
            default:
                return null;
        }
    }

    private PresentedEntry Fresh(int position) => MemoryLog.Entry(position, _content++);

    private Alteration EditField(MemoryLog log, int at)
    {
        string json = Encoding.UTF8.GetString(log.Entries[at].Attested!.Value.Span);
        (string From, string To)[] edits =
        [
            ("\"auditable", "\"Auditable"), ("PLAYBACK", "EXPORT"), ("case ", "case\\u0020"), ("SUCCEEDED", "FAILED"), ("1.5", "1.50"), ("1.5", "-1.5"), ("anna", "Anna"),
            ("{", "{ "), ("Gate", "Gäte"), ("\"reason\":", "\"position\":3,\"reason\":"), ("ERASE", "ERASE "), ("\"positions\":[[", "\"positions\":[[0,0],["),
            ("\"auditableResource\":", "\"a\":1,\"auditableResource\":"), ("}", "} "), ("\"entryId\":", "\"entryId\":null,\"entryId\":"),
        ];
        (string from, string to) = edits[random.Next(edits.Length)];
        string changed = json.Replace(from, to, StringComparison.Ordinal);
        if (changed == json)
        {
            changed = json + "\n";
        }

        log.Entries[at] = log.Entries[at] with { Attested = Encoding.UTF8.GetBytes(changed) };
        return new($"field edited: {from} -> {to}", log, [FaultKind.Changed, FaultKind.Malformed], at);
    }

    private Alteration FlipByte(MemoryLog log, int at)
    {
        log.Entries[at] = log.Entries[at] with { Attested = Flipped(log.Entries[at].Attested!.Value.ToArray()) };
        return new("byte flipped", log, [FaultKind.Changed, FaultKind.Malformed], at);
    }

    private Alteration Swap(MemoryLog log, int at)
    {
        int other = (at + 1 + random.Next(log.Entries.Count - 1)) % log.Entries.Count;
        (log.Entries[at], log.Entries[other]) = (log.Entries[other], log.Entries[at]);
        log.Renumber();
        return new($"swapped {at} and {other}", log, [FaultKind.Reordered], Math.Min(at, other));
    }

    private Alteration Move(MemoryLog log, int at)
    {
        int to = (at + 1 + random.Next(log.Entries.Count - 1)) % log.Entries.Count;
        PresentedEntry entry = log.Entries[at];
        log.Entries.RemoveAt(at);
        log.Entries.Insert(to, entry);
        log.Renumber();
        return new($"moved {at} to {to}", log, [FaultKind.Reordered], Math.Min(at, to));
    }

    private Alteration Truncate(MemoryLog log, int at)
    {
        log.Entries.RemoveRange(at, log.Entries.Count - at);
        if (random.Next(2) == 0)
        {
            TreeHash[] left = [.. log.Entries.Select(entry => entry.Attested is { } attested ? EntryLeaf.HashOfAttested(attested.Span) : default)];
            log.Tiles.Clear();
            foreach (Tile tile in TiledTree.Empty.Grow(left).Tiles)
            {
                log.Tiles[(tile.Address.Level, tile.Address.Index)] = tile.Content.ToArray();
            }
        }

        // When the tail took the declaration of an erasure with it, the erased entries are removed ones.
        PresentedEntry erased = log.Entries.Find(entry => entry.Attested is null);
        return erased.EntryId is null
            ? new("truncated", log, [FaultKind.Truncated], at)
            : new("truncated with the declaration of an erasure", log, [FaultKind.Removed, FaultKind.Truncated], erased.Position);
    }

    private Alteration AlterTile(MemoryLog log)
    {
        (int level, long index) = log.Tiles.Keys.ElementAt(random.Next(log.Tiles.Count));
        byte[] content = log.Tiles[(level, index)];
        int hash = random.Next(content.Length / TreeHash.Length);
        long below = 1L << (8 * level);
        long first = ((index << 8) * below) + (hash * below);
        switch (random.Next(4))
        {
            case 0:
                log.Tiles.Remove((level, index));
                return new($"tile {level}/{index} deleted", log, [FaultKind.TileAltered, FaultKind.Changed], first);
            case 1:
                log.Tiles[(level, index)] = content[..random.Next(content.Length)];
                return new($"tile {level}/{index} shortened", log, [FaultKind.TileAltered, FaultKind.Changed], first);
            default:
                byte[] altered = [.. content];
                random.NextBytes(altered.AsSpan(hash * TreeHash.Length, TreeHash.Length));
                log.Tiles[(level, index)] = altered;
                return new($"hash {hash} of tile {level}/{index} replaced", log, [FaultKind.TileAltered, FaultKind.Changed], first);
        }
    }

    private Alteration EntryAndItsTile(MemoryLog log, int at)
    {
        log.Entries[at] = Fresh(at);
        byte[] altered = [.. log.Tiles[(0, at >> 8)]];
        EntryLeaf.HashOfAttested(log.Entries[at].Attested!.Value.Span).AsSpan().CopyTo(altered.AsSpan((at & 0xFF) * TreeHash.Length));
        log.Tiles[(0, at >> 8)] = altered;
        return new("entry replaced, its tile too", log, [FaultKind.Changed], at);
    }

    private Alteration AlterCheckpoint(MemoryLog log)
    {
        if (random.Next(4) == 0)
        {
            log.Note = null;
            return new("checkpoint deleted", log, [FaultKind.NotSigned], Position: null);
        }

        log.Note = Flipped(log.Note!);
        return new("checkpoint altered", log, [FaultKind.CheckpointAltered, FaultKind.WrongKey], Position: null);
    }

    private Alteration Fork(MemoryLog log, int at)
    {
        byte[] earlier = log.Note!;
        log.Entries[at] = Fresh(at);
        for (int more = random.Next(3); more > 0; more--)
        {
            log.Entries.Add(Fresh(log.Entries.Count));
        }

        log.Rebuild();
        log.Sign(MemoryLog.Key);
        log.Kept.Clear();
        return new("another history signed by the log's own key", log, [FaultKind.Forked], Position: null, earlier);
    }

    private Alteration CopyOver(MemoryLog log, int at)
    {
        int other = (at + 1 + random.Next(log.Entries.Count - 1)) % log.Entries.Count;
        log.Entries[at] = log.Entries[other] with { Position = at };
        return log.Entries[at].Attested is null
            ? new("replaced by an erased entry", log, [FaultKind.Removed], at)
            : new($"copy of {other} over {at}", log, [FaultKind.Changed], at);
    }

    private byte[] Flipped(ReadOnlySpan<byte> bytes)
    {
        byte[] flipped = bytes.ToArray();
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }
}
