namespace Auditor.Ledger;

/// <summary>
/// Goes through a whole log once, in memory that does not grow with it: hashes every entry, builds the tree, compares every tile, and
/// remembers what does not fit.
/// </summary>
internal sealed class LogWalk(long size, IReadOnlyList<Checkpoint> earlier)
{
    /// <summary>Most tiles of a level that are kept for telling what happened. What lies behind them is only counted.</summary>
    private const int MostMismatches = 64;

    private const int MostFaults = 1000;

    private readonly Checkpoint[] _earlier = [.. earlier.OrderBy(checkpoint => checkpoint.Size)];
    private readonly TreeFrontier _full = new();
    private readonly List<List<TreeHash>> _levels = [];
    private readonly List<int> _mismatchesByLevel = [];
    private int _nextEarlier;
    private long _next;
    private bool _broken;

    /// <summary>Root over what was presented; null when part of it could not be known.</summary>
    public TreeHash? Root { get; private set; }

    /// <summary>By level: the hashes of the partial tile at the right end, out of the presented entries; too few where some are not there.</summary>
    public Dictionary<int, TreeHash[]> Edge { get; } = [];

    public List<TileMismatch> Mismatches { get; } = [];

    /// <summary>True when there were more mismatches than are kept.</summary>
    public bool HasMoreMismatches { get; private set; }

    /// <summary>Faults of single entries that need no tree to be seen.</summary>
    public List<LogFault> Faults { get; } = [];

    /// <summary>Positions whose entries are not there.</summary>
    public PositionRanges Missing { get; } = new();

    /// <summary>Positions of which nothing at all is there; some of <see cref="Missing"/>.</summary>
    public PositionRanges Unknown { get; } = new();

    public List<ErasureDeclaration> Erasures { get; } = [];

    /// <summary>The largest earlier checkpoint whose root the presented entries have.</summary>
    public long HoldsUpTo { get; private set; }

    /// <summary>Earlier checkpoints whose root they do not have.</summary>
    public List<Checkpoint> Contradicted { get; } = [];

    /// <summary>Takes the next stretch, completed, and the tiles that end with it.</summary>
    public void Take(Stretch stretch)
    {
        _broken |= stretch.HasGaps;
        Note(stretch);
        if (!stretch.Hashes.AsSpan().SequenceEqual(StoredTile.HashesOf(stretch.Address, stretch.Tile)))
        {
            bool[] missing = new bool[stretch.Width];
            for (int slot = 0; slot < missing.Length; slot++)
            {
                missing[slot] = stretch.IsMissing(slot);
            }

            Add(new StoredTile(stretch.Address, stretch.Tile), stretch.Hashes, missing);
        }

        CheckEarlier(stretch);
        if (stretch.Width == TileAddress.FullWidth)
        {
            _full.Append(stretch.Root);
            Level(1).Add(stretch.Root);
        }
        else
        {
            Edge[0] = stretch.Hashes;
        }

        foreach (StoredTile tile in stretch.Above)
        {
            TakeAbove(tile);
        }

        _next = stretch.Start + stretch.Width;
    }

    /// <summary>Ends the walk where the stretches end.</summary>
    public void End()
    {
        if (_next < size)
        {
            Missing.Add(_next, size - 1);
            Unknown.Add(_next, size - 1);
            _broken = true;
        }

        for (int level = 1; level < _levels.Count; level++)
        {
            Edge[level] = [.. _levels[level]];
        }

        if (!_broken)
        {
            Root = size == 0 ? MerkleTree.EmptyRoot : RootOf(Edge.GetValueOrDefault(0, []));
        }
    }

    private void Note(Stretch stretch)
    {
        Faults.AddRange(stretch.Faults.Take(MostFaults - Faults.Count));
        Erasures.AddRange(stretch.Erasures);
        for (int slot = 0; slot < stretch.Width; slot++)
        {
            if (stretch.IsMissing(slot))
            {
                Missing.Add(stretch.Start + slot, stretch.Start + slot);
                if (stretch.IsUnknown(slot))
                {
                    Unknown.Add(stretch.Start + slot, stretch.Start + slot);
                }
            }
        }
    }

    private void CheckEarlier(Stretch stretch)
    {
        for (; _nextEarlier < _earlier.Length && _earlier[_nextEarlier].Size <= stretch.Start + stretch.Width; _nextEarlier++)
        {
            Checkpoint checkpoint = _earlier[_nextEarlier];
            if (_broken || checkpoint.Size == 0)
            {
                continue;
            }

            if (RootOf(stretch.Hashes.AsSpan(0, (int)(checkpoint.Size - stretch.Start))) == checkpoint.Root)
            {
                HoldsUpTo = checkpoint.Size;
            }
            else
            {
                Contradicted.Add(checkpoint);
            }
        }
    }

    /// <summary>Root of the full stretches with further leaves to their right (RFC 6962, section 2.1).</summary>
    private TreeHash RootOf(ReadOnlySpan<TreeHash> leaves)
    {
        if (leaves.IsEmpty)
        {
            return _full.Root();
        }

        TreeHash root = MerkleTree.Root(leaves);
        foreach (TreeHash subtree in _full.Subtrees.Reverse())
        {
            root = MerkleTree.NodeHash(subtree, root);
        }

        return root;
    }

    private void TakeAbove(StoredTile tile)
    {
        List<TreeHash> hashes = Level(tile.Address.Level);
        TreeHash[] computed = [.. hashes];
        if (!tile.Hashes.SequenceEqual(computed))
        {
            Add(tile, computed, []);
        }

        if (!tile.Address.IsPartial)
        {
            hashes.Clear();
            Level(tile.Address.Level + 1).Add(MerkleTree.Root(computed));
        }
    }

    private void Add(StoredTile tile, TreeHash[] computed, bool[] missing)
    {
        while (_mismatchesByLevel.Count <= tile.Address.Level)
        {
            _mismatchesByLevel.Add(0);
        }

        if (_mismatchesByLevel[tile.Address.Level]++ < MostMismatches)
        {
            Mismatches.Add(new TileMismatch(tile.Address, computed, tile.Hashes.ToArray(), missing));
        }
        else
        {
            HasMoreMismatches = true;
        }
    }

    private List<TreeHash> Level(int level)
    {
        while (_levels.Count <= level)
        {
            _levels.Add(new List<TreeHash>(TileAddress.FullWidth));
        }

        return _levels[level];
    }
}
