namespace Auditor.Ledger;

/// <summary>The entries of a bundle, each held against the tiles, and the tiles against the signed root.</summary>
internal sealed class BundleEntries(EvidenceArchive archive, NoteVerifierKey key, Checkpoint head)
{
    private const long EntriesBetweenReports = 1 << 14;

    private readonly List<LogFault> _faults = [];
    private readonly Dictionary<long, TreeHash> _withProof = [];
    private readonly PositionRanges _erased = new();
    private readonly List<ErasureDeclaration> _declared = [];
    private long _last = -1;
    private long _count;
    private long _tileIndex = -1;
    private TreeHash[] _tile = [];

    public IReadOnlyList<LogFault> Faults => _faults;

    public bool HasMoreFaults { get; private set; }

    /// <summary>Entries that are proven, erased ones included.</summary>
    public long Proven { get; private set; }

    public long Erased { get; private set; }

    public void CheckAll(IProgress<VerificationProgress>? progress, EvidenceManifest manifest, CancellationToken cancellationToken)
    {
        foreach (ReadOnlyMemory<byte> line in archive.Lines(EvidenceNames.Entries))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Check(EvidenceLine.Parse(line), manifest.ClaimsWholeLog);
            if (++_count % EntriesBetweenReports == 0)
            {
                progress?.Report(new VerificationProgress(_count, manifest.Entries));
            }
        }

        if (manifest.ClaimsWholeLog && _last + 1 < head.Size)
        {
            Add(new LogFault { Kind = FaultKind.Removed, Position = _last + 1, LastPosition = head.Size - 1, Message = $"The bundle says that it holds the whole log; from position {_last + 1} on it has nothing." });
        }

        if (_count != manifest.Entries)
        {
            Add(new LogFault { Kind = FaultKind.Changed, Message = $"The manifest says {manifest.Entries} entries; there are {_count}." });
        }

        CheckErased();
        CheckTiles(cancellationToken);
        CheckProofs(cancellationToken);
    }

    private void Check(EvidenceLine line, bool wholeLog)
    {
        long position = line.Position;
        if (position >= head.Size || position <= _last)
        {
            Add(new LogFault
            {
                Kind = position >= head.Size ? FaultKind.Inserted : FaultKind.Reordered,
                Position = position,
                Message = position >= head.Size
                    ? $"The bundle has an entry for position {position}; the signed log has only {head.Size} entries."
                    : $"Position {position} stands behind position {_last}: the lines were reordered or one is there twice.",
            });
            return;
        }

        if (wholeLog && position > _last + 1)
        {
            Add(new LogFault { Kind = FaultKind.Removed, Position = _last + 1, LastPosition = position - 1 == _last + 1 ? null : position - 1, Message = $"The bundle says that it holds the whole log; position {_last + 1} is missing." });
        }

        _last = position;
        if (line.Attested is { } attested)
        {
            CheckLeaf(position, attested);
        }
        else
        {
            _erased.Add(position, position);
        }
    }

    private void CheckLeaf(long position, ReadOnlyMemory<byte> attested)
    {
        try
        {
            TreeHash leaf = EntryLeaf.HashOfCanonical(attested.Span);
            if (SignedTile(position) is not { } tile)
            {
                // That the tile is wrong was said where it was read.
                return;
            }

            if (tile[position & 0xFF] != leaf)
            {
                Add(new LogFault
                {
                    Kind = FaultKind.Changed,
                    Position = position,
                    EntryId = EntryLeaf.EntryIdOf(attested.Span),
                    Message = $"The entry at position {position} is not the one that was logged there: its content was changed or replaced.",
                });
                return;
            }

            Proven++;
            if (archive.Has(EvidenceNames.ProofOf(position)))
            {
                _withProof.Add(position, leaf);
            }

            if (ErasureDeclaration.MayBeIn(attested.Span))
            {
                _declared.AddRange(ErasureDeclaration.Read(attested, position));
            }
        }
        catch (LedgerFormatException wrong)
        {
            Add(new LogFault { Kind = FaultKind.Malformed, Position = position, Message = $"The entry at position {position} cannot be proven: {wrong.Message}" });
        }
    }

    /// <summary>
    /// The leaf hashes of the tile that has a position, proven: the audit path of one leaf is made of all the others, so that it leads
    /// to the root only if all are right. Null when it does not.
    /// </summary>
    private TreeHash[]? SignedTile(long position)
    {
        long index = position >> 8;
        if (index != _tileIndex)
        {
            _tile = [];
            _tileIndex = index;
            var address = new TileAddress(0, index, (int)Math.Min(TileAddress.FullWidth, head.Size - (index << 8)));
            TreeHash[] tile = Tile.Hashes(Tile.Checked(address, archive.Read(address))).ToArray();
            TreeHash[] path = [.. InclusionProof.Create(position, head.Size, archive)];
            if (InclusionProof.Verify(path, position, head.Size, tile[position & 0xFF], head.Root))
            {
                _tile = tile;
            }
            else
            {
                long last = (index << 8) + address.Width - 1;
                Add(new LogFault
                {
                    Kind = FaultKind.TileAltered,
                    Position = index << 8,
                    LastPosition = last,
                    Message = $"The hash tiles of the bundle do not lead from positions {index << 8} to {last} to the signed root: a tile was altered, and the entries there are not proven.",
                });
            }
        }

        return _tile.Length == 0 ? null : _tile;
    }

    private void CheckErased()
    {
        PositionRanges removed = _erased.Except(ErasureDeclaration.InForce(_declared));
        Erased = _erased.Count() - removed.Count();
        Proven += Erased;
        foreach (PositionRanges.PositionRange range in removed.Ranges.Take(VerificationReport.MostFaults))
        {
            Add(new LogFault
            {
                Kind = FaultKind.Removed,
                Position = range.First,
                LastPosition = range.Last == range.First ? null : range.Last,
                Message = $"The entry at position {range.First} is said to be erased, and no entry of the bundle declares it.",
            });
        }
    }

    /// <summary>
    /// Holds the tiles against each other. The proofs use every hash of a tile but the one above the entry itself, and of that one the
    /// tile below is in the bundle.
    /// </summary>
    private void CheckTiles(CancellationToken cancellationToken)
    {
        foreach (string name in archive.Names.Where(name => name.StartsWith("tile/", StringComparison.Ordinal)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            TileAddress address = TileAddress.Parse(name);
            ReadOnlyMemory<byte> content = Tile.Checked(address, archive.Read(address));
            for (int slot = 0; address.Level > 0 && slot < address.Width; slot++)
            {
                var below = new TileAddress(address.Level - 1, (address.Index << 8) + slot);
                if (archive.Has(below.Path) && MerkleTree.Root(Tile.Hashes(Tile.Checked(below, archive.Read(below)))) != Tile.Hashes(content)[slot])
                {
                    Add(new LogFault { Kind = FaultKind.TileAltered, Message = $"The hash tiles {name} and {below.Path} of the bundle do not fit together: one was altered." });
                }
            }
        }
    }

    private void CheckProofs(CancellationToken cancellationToken)
    {
        foreach (string name in archive.Names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!EvidenceNames.IsProof(name, out long position))
            {
                continue;
            }

            if (_withProof.Count > EvidenceNames.MostProofs || !_withProof.TryGetValue(position, out TreeHash leaf))
            {
                Add(new LogFault { Kind = FaultKind.Changed, Position = position, Message = $"There is a proof file '{name}' without an entry that is proven." });
            }
            else if (Problem(name, position, leaf) is { } problem)
            {
                Add(new LogFault { Kind = FaultKind.Changed, Position = position, Message = $"The proof file '{name}' does not prove the entry at position {position}: {problem}" });
            }
        }
    }

    private string? Problem(string name, long position, in TreeHash leaf)
    {
        try
        {
            var proof = LogProof.Parse(archive.Read(name));
            if (TrustedCheckpoint.Read(proof.Checkpoint, key, "Its checkpoint", out Checkpoint signed) is { } fault)
            {
                return fault.Message;
            }

            return proof.Index == position && InclusionProof.Verify([.. proof.Path], position, signed.Size, leaf, signed.Root)
                ? null
                : "it is of another entry, or was altered.";
        }
        catch (LedgerFormatException wrong)
        {
            return wrong.Message;
        }
    }

    private void Add(LogFault fault)
    {
        if (_faults.Count < VerificationReport.MostFaults)
        {
            _faults.Add(fault);
        }
        else
        {
            HasMoreFaults = true;
        }
    }
}
