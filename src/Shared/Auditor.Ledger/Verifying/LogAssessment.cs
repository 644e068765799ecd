namespace Auditor.Ledger;

/// <summary>Makes a report out of a walk through a log: what is wrong, where, and what remains proven.</summary>
internal sealed class LogAssessment(ILogSource source, Checkpoint head, LogWalk walk, List<LogFault> faultsOfCheckpoints)
{
    private readonly FaultFinder _finder = new(source, walk, head);
    private readonly List<LogFault> _ofEntries = [];
    private readonly List<LogFault> _others = [.. faultsOfCheckpoints];
    private readonly List<string> _remarks = [];
    private readonly List<ErasureDeclaration> _declaredBehindTheEnd = [];

    public async Task<VerificationReport> CompleteAsync(CancellationToken cancellationToken)
    {
        await _finder.FindAsync(cancellationToken);
        DifferenceNaming naming = await NamingAsync(cancellationToken);
        PositionRanges erased = DeclaredErased(naming);
        // Of an erased entry the position and its leaf are left; where there is nothing at all, somebody else removed it.
        PositionRanges removed = walk.Missing.Except(erased.Except(walk.Unknown));

        _ofEntries.AddRange(naming.Name().Take(VerificationReport.MostFaults + 1));
        AddRemoved(removed, naming.MovedUp);
        _ofEntries.AddRange(_finder.Stretches.Where(stretch => !removed.Ranges.Any(range => range.First <= stretch.LastPosition && range.Last >= stretch.Position)));
        _ofEntries.AddRange(walk.Faults.Where(fault => !_ofEntries.Exists(known => known.Position == fault.Position)));
        _others.AddRange(_finder.Tiles);
        bool leadsToRoot = walk.Root == head.Root;
        AddContradictions(leadsToRoot);
        if (!leadsToRoot && _ofEntries.Count + _others.Count == faultsOfCheckpoints.Count)
        {
            _ofEntries.Add(Untold());
        }

        await AddOwnFaultsAsync(cancellationToken);
        long proven = Proven(removed, leadsToRoot);
        long left = walk.Missing.Count() - removed.Count();
        AddRemarks(erased, left);
        LogFault[] faults = [.. await IdentifiedAsync(_ofEntries.OrderBy(fault => fault.Position), cancellationToken), .. _others];
        return new VerificationReport
        {
            Outcome = faults.Length == 0 ? VerificationOutcome.Proven : VerificationOutcome.NotProven,
            Checkpoint = head,
            ProvenEntries = proven,
            ErasedEntries = left,
            Faults = [.. faults.Take(VerificationReport.MostFaults)],
            HasMoreFaults = faults.Length > VerificationReport.MostFaults || walk.HasMoreMismatches,
            Remarks = _remarks,
            Summary = Summary(faults, proven, left),
        };
    }

    /// <summary>What signed entries declare, also those that stand where they do not belong.</summary>
    private PositionRanges DeclaredErased(DifferenceNaming naming) => ErasureDeclaration.InForce(
        walk.Erasures.Where(erasure => !_finder.Unproven.Contains(erasure.DeclaredAt) || naming.IsSigned(erasure.DeclaredAt)).Concat(_declaredBehindTheEnd));

    private async Task<DifferenceNaming> NamingAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<LeafDifference> differences = _finder.Differences;
        if (differences.Count == 0)
        {
            return new DifferenceNaming(differences, next: null, pushedOut: null);
        }

        long behind = differences[^1].Position + 1;
        LeafDifference? next = await _finder.StoredLeafAsync(behind, cancellationToken) is { } leaf
            ? new LeafDifference(behind, leaf, walk.Missing.Contains(behind) ? null : leaf)
            : null;
        (long Position, TreeHash Hash)? pushedOut = null;
        ReadOnlyMemory<byte> behindTheEnd = default;
        if (await source.ReadEntriesAsync(head.Size, 1, cancellationToken) is [{ Attested: { } attested } entry, ..])
        {
            behindTheEnd = attested;
            pushedOut = (entry.Position, HashOf(attested.Span));
        }

        var naming = new DifferenceNaming(differences, next, pushedOut);
        if (pushedOut is { } pushed && naming.IsSigned(pushed.Hash))
        {
            _declaredBehindTheEnd.AddRange(ErasureDeclaration.Read(behindTheEnd, naming.SignedPositionOf(pushed.Hash)));
        }

        return naming;
    }

    private void AddRemoved(PositionRanges removed, long movedUp)
    {
        PositionRanges.PositionRange? tail = walk.Unknown.Ranges is [.., { } last] && last.Last == head.Size - 1 ? last : null;
        foreach (PositionRanges.PositionRange range in removed.Ranges.Take(VerificationReport.MostFaults + 1))
        {
            (long first, long end) = (range.First, range.Last);
            if (tail is { } cut && end == cut.Last)
            {
                end = cut.First - 1;
                if (cut.Last - cut.First + 1 > movedUp)
                {
                    _ofEntries.Add(Truncated(cut.First, cut.Last));
                }
            }

            if (first <= end)
            {
                _ofEntries.Add(Removed(first, end));
            }
        }
    }

    private void AddContradictions(bool leadsToRoot)
    {
        foreach (Checkpoint earlier in walk.Contradicted)
        {
            // When the entries do not lead to the present root either, it is the entries that are wrong.
            if (leadsToRoot)
            {
                _others.Add(TrustedCheckpoint.Forked(earlier, head));
            }
        }
    }

    private async Task AddOwnFaultsAsync(CancellationToken cancellationToken)
    {
        await foreach (LogFault fault in source.FindOwnFaultsAsync(head, cancellationToken))
        {
            List<LogFault> faults = fault.Position is null ? _others : _ofEntries;
            if (faults.Count > 2 * VerificationReport.MostFaults)
            {
                return;
            }

            // An entry that was changed does not agree with what is beside it either.
            if (fault.Position is null || !faults.Exists(known => known.Position == fault.Position))
            {
                faults.Add(fault);
            }
        }
    }

    private LogFault Untold() => new()
    {
        Kind = FaultKind.Changed,
        Position = walk.HoldsUpTo,
        LastPosition = head.Size - 1,
        Message = $"The entries and the hashes do not lead to the root that was signed: at least one of positions {walk.HoldsUpTo} to {head.Size - 1} was altered and the hashes with it, so that it cannot be told which.",
    };

    private static LogFault Removed(long first, long last) => new()
    {
        Kind = FaultKind.Removed,
        Position = first,
        LastPosition = last == first ? null : last,
        Message = last == first
            ? $"The entry at position {first} was removed: it is not there, and no entry of the log declares that it was erased."
            : $"The entries at positions {first} to {last} were removed: they are not there, and no entry of the log declares that they were erased.",
    };

    private LogFault Truncated(long first, long last) => new()
    {
        Kind = FaultKind.Truncated,
        Position = first,
        LastPosition = last == first ? null : last,
        Message = $"The end of the log was cut off: the signed checkpoint has {head.Size} entries, and from position {first} on nothing is there.",
    };

    private long Proven(PositionRanges removed, bool leadsToRoot)
    {
        if (leadsToRoot)
        {
            return head.Size - removed.Count();
        }

        if (!_finder.CanTell)
        {
            return Math.Max(0, walk.HoldsUpTo - removed.Ranges.Where(range => range.First < walk.HoldsUpTo).Sum(range => Math.Min(range.Last + 1, walk.HoldsUpTo) - range.First));
        }

        var unproven = new PositionRanges();
        foreach (PositionRanges.PositionRange range in (PositionRanges.PositionRange[])[.. removed.Ranges, .. _finder.Unproven.Ranges])
        {
            unproven.Add(range.First, Math.Min(range.Last, head.Size - 1));
        }

        return head.Size - unproven.Count();
    }

    private void AddRemarks(PositionRanges erased, long left)
    {
        long still = erased.Except(walk.Missing).Count();
        if (still > 0)
        {
            _remarks.Add($"{still} entries that the log declares erased are still there.");
        }

        if (left > 0)
        {
            _remarks.Add($"{left} entries were erased as the log itself declares; of them only the hash is left, which is proven.");
        }
    }

    private static string Summary(LogFault[] faults, long proven, long erased)
    {
        string entries = $"{proven} {(proven == 1 ? "entry" : "entries")}";
        if (faults.Length == 0)
        {
            return erased == 0
                ? $"Proven: {entries}, from the first to the last, are what was logged."
                : $"Proven: {entries}, from the first to the last, are what was logged; {erased} of them were erased as declared.";
        }

        return proven == 0 ? "Not proven: no entry is proven." : $"Not proven. {entries} are still proven; what is wrong is named.";
    }

    /// <summary>Names the entries of faults, where the source knows them.</summary>
    private async Task<List<LogFault>> IdentifiedAsync(IEnumerable<LogFault> faults, CancellationToken cancellationToken)
    {
        var identified = new List<LogFault>();
        foreach (LogFault fault in faults)
        {
            bool known = fault.EntryId is not null || fault.Position is null || fault.LastPosition is not null || identified.Count >= VerificationReport.MostFaults;
            if (!known
                && await source.ReadEntriesAsync(fault.Position!.Value, 1, cancellationToken) is [var entry, ..]
                && entry.Position == fault.Position)
            {
                identified.Add(fault with { EntryId = entry.EntryId ?? (entry.Attested is { } attested ? EntryLeaf.EntryIdOf(attested.Span) : null) });
                continue;
            }

            identified.Add(fault);
        }

        return identified;
    }

    private static TreeHash HashOf(ReadOnlySpan<byte> attested)
    {
        try
        {
            return EntryLeaf.HashOfAttested(attested);
        }
        catch (LedgerFormatException)
        {
            return MerkleTree.LeafHash(attested);
        }
    }
}
