namespace Auditor.Ledger;

/// <summary>
/// Finds out which entries and tiles are not what was signed, from the signed root down: the tiles at the right end that lead to the
/// root are authentic, and so is every tile whose hash stands in an authentic one. What the presented entries hash to stands in
/// for a tile where it fits, so that a damaged tile hides nothing.
/// </summary>
internal sealed class FaultFinder(ILogSource source, LogWalk walk, Checkpoint head)
{
    private readonly Dictionary<TileAddress, TileMismatch> _mismatches = walk.Mismatches.ToDictionary(mismatch => mismatch.Address);
    private readonly HashSet<TileAddress> _authentic = [];
    private readonly List<LeafDifference> _differences = [];

    /// <summary>True when there are authentic tiles to go by.</summary>
    public bool CanTell { get; private set; }

    /// <summary>Positions whose entries do not lead to the root.</summary>
    public PositionRanges Unproven { get; } = new();

    /// <summary>Stretches where the entries and their hashes were altered, so that the entry cannot be told.</summary>
    public List<LogFault> Stretches { get; } = [];

    /// <summary>Tiles that are not what the signed root demands.</summary>
    public List<LogFault> Tiles { get; } = [];

    /// <summary>Entries whose leaf in the signed tree is known and another.</summary>
    public IReadOnlyList<LeafDifference> Differences => _differences;

    public async Task FindAsync(CancellationToken cancellationToken)
    {
        if (walk.Root == head.Root)
        {
            CanTell = true;
        }
        else if (await FindEdgeAsync(cancellationToken) is { } edge)
        {
            CanTell = true;
            foreach ((TileAddress address, TreeHash[] hashes) in edge)
            {
                await DescendAsync(address, hashes, walk.Edge.GetValueOrDefault(address.Level, []), cancellationToken);
            }
        }
        else
        {
            return;
        }

        _differences.Sort((left, right) => left.Position.CompareTo(right.Position));
        foreach (TileMismatch mismatch in walk.Mismatches.Where(mismatch => !_authentic.Contains(mismatch.Address) && !Unproven.Contains(mismatch.Start)))
        {
            Tiles.Add(Altered(mismatch));
        }
    }

    /// <summary>The leaf hash that the source's tile has at a position: a hint, and not proven.</summary>
    public async Task<TreeHash?> StoredLeafAsync(long position, CancellationToken cancellationToken)
    {
        if (position >= head.Size)
        {
            return null;
        }

        long index = position >> 8;
        var address = new TileAddress(0, index, (int)Math.Min(TileAddress.FullWidth, head.Size - (index << 8)));
        TreeHash[] hashes = await ReadAsync(address, cancellationToken);
        return hashes.Length == 0 ? null : hashes[position & 0xFF];
    }

    /// <summary>The tiles at the right end, each as stored or as computed, that lead to the signed root; null when there are none.</summary>
    private async Task<List<(TileAddress Address, TreeHash[] Hashes)>?> FindEdgeAsync(CancellationToken cancellationToken)
    {
        TileAddress[] addresses = [.. TiledTree.TilesNeeded(head.Size)];
        var candidates = new List<TreeHash[]>[addresses.Length];
        for (int at = 0; at < addresses.Length; at++)
        {
            TreeHash[] stored = await ReadAsync(addresses[at], cancellationToken);
            TreeHash[] computed = walk.Edge.GetValueOrDefault(addresses[at].Level, []);
            candidates[at] = [.. new[] { stored, computed }.Where(hashes => hashes.Length == addresses[at].Width)];
            if (candidates[at].Count == 0)
            {
                return null;
            }
        }

        for (int choice = 0; choice < 1 << addresses.Length; choice++)
        {
            TreeHash[][] chosen = [.. candidates.Select((both, at) => both[((choice >> at) & 1) % both.Count])];
            if (RootOf(chosen) == head.Root)
            {
                return [.. addresses.Zip(chosen)];
            }
        }

        return null;
    }

    private static TreeHash? RootOf(TreeHash[][] edge)
    {
        TreeHash? below = null;
        foreach (TreeHash[] hashes in edge)
        {
            below = MerkleTree.Root(below is { } right ? [.. hashes, right] : hashes);
        }

        return below;
    }

    private async Task DescendAsync(TileAddress address, TreeHash[] authentic, TreeHash[] computed, CancellationToken cancellationToken)
    {
        _authentic.Add(address);
        _mismatches.TryGetValue(address, out TileMismatch? mismatch);
        if (mismatch is not null && !mismatch.Stored.AsSpan().SequenceEqual(authentic))
        {
            Tiles.Add(Altered(mismatch));
        }

        for (int slot = 0; slot < authentic.Length; slot++)
        {
            long index = (address.Index * TileAddress.FullWidth) + slot;
            bool same = slot < computed.Length && computed[slot] == authentic[slot];
            if (address.Level > 0)
            {
                if (!same)
                {
                    await DescendAsync(new TileAddress(address.Level - 1, index), authentic[slot], cancellationToken);
                }

                continue;
            }

            bool missing = slot >= computed.Length || (mismatch is not null && mismatch.Missing[slot]);
            if (!same)
            {
                Unproven.Add(index, index);
            }

            if (!same || missing)
            {
                _differences.Add(new LeafDifference(index, authentic[slot], missing ? null : computed[slot]));
            }
        }
    }

    private async Task DescendAsync(TileAddress address, TreeHash root, CancellationToken cancellationToken)
    {
        TreeHash[] stored = await ReadAsync(address, cancellationToken);
        if (_mismatches.TryGetValue(address, out TileMismatch? mismatch) && stored.Length > 0 && MerkleTree.Root(stored) == root)
        {
            await DescendAsync(address, stored, mismatch.Computed, cancellationToken);
            return;
        }

        long first = (address.Index * TileAddress.FullWidth) << (8 * address.Level);
        long last = first + (1L << (8 * (address.Level + 1))) - 1;
        Unproven.Add(first, last);
        bool lost = mismatch is { Stored.Length: 0 };
        Stretches.Add(new LogFault
        {
            Kind = lost ? FaultKind.TileAltered : FaultKind.Changed,
            Position = first,
            LastPosition = last,
            Message = lost
                ? $"The hash tile {address.Path} is missing or has not its length, and with it what would prove the entries at positions {first} to {last}, of which some are not there or not what was logged."
                : $"Among the entries at positions {first} to {last} at least one is not what was logged. Their hashes were altered too, so that it cannot be told which.",
        });
    }

    private async Task<TreeHash[]> ReadAsync(TileAddress address, CancellationToken cancellationToken) =>
        StoredTile.HashesOf(address, await source.ReadTileAsync(address, cancellationToken)).ToArray();

    private static LogFault Altered(TileMismatch mismatch)
    {
        long below = 1L << (8 * mismatch.Address.Level);
        long first = mismatch.Start;
        long last = first + (mismatch.Address.Width * below) - 1;
        if (mismatch.Stored.Length > 0)
        {
            // Below a hash that differs lies what the tile is wrong about.
            first += mismatch.Stored.AsSpan().CommonPrefixLength(mismatch.Computed) * below;
            last = Math.Min(last, first + below - 1);
        }

        return new LogFault
        {
            Kind = FaultKind.TileAltered,
            Position = first,
            LastPosition = last == first ? null : last,
            Message = mismatch.Stored.Length == 0
                ? $"The hash tile {mismatch.Address.Path} is missing or has not its length. The entries below it can still be recomputed; proofs out of this tile cannot be made."
                : $"The hash tile {mismatch.Address.Path} was altered where it stands for position{(last == first ? $" {first}" : $"s {first} to {last}")}. The entries there are not what is wrong; proofs out of this tile fail.",
        };
    }
}
