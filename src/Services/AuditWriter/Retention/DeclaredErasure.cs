using Auditor.AuditWriter.Appending;
using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Retention;

/// <summary>
/// Erases what an entry of the log declares, and nothing else. What is not to be erased any more is left, and said to be left. Doing it
/// again does the rest.
/// </summary>
internal sealed class DeclaredErasure(
    IRetentionStore store, IAuditLog log, ILedgerStore ledger, LedgerKey key, OwnEntries own, ILeadership leadership, TimeProvider time)
{
    /// <summary>Bodies removed in one transaction; appends wait for it.</summary>
    private const int RemovedAtOnce = 1000;

    /// <summary>Bodies in hand at a time.</summary>
    private const int ReadAtOnce = 100;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>Appends declarations; ends when a signed checkpoint covers them, and not before.</summary>
    /// <exception cref="LeadershipLostException">Then nothing may be erased by this process.</exception>
    public async Task DeclareAsync(IReadOnlyList<AuditEntry> declarations, CancellationToken cancellation)
    {
        await Task.WhenAll(declarations.Select(declaration => own.RecordAsync(declaration, cancellation)));
        foreach (AuditEntry declaration in declarations)
        {
            await WaitUntilProvenAsync(declaration.EntryId, cancellation);
        }
    }

    /// <summary>A declaration as it is proven in the log; null when there is none that a writer sealed and a checkpoint covers.</summary>
    public async Task<AuditEntry?> FindProvenAsync(Guid entryId, CancellationToken cancellation) =>
        await ProvenPositionAsync(entryId, cancellation) is { } position
        && await ledger.ReadAsync(position, 1, cancellation) is [{ Attested: { } attested } logged]
        && key.IsSealed(logged.EntryId, attested.Span, logged.Seal.Span)
            ? WireFormat.Deserialize<AuditEntry>(attested.Span)
            : null;

    /// <summary>Erases what a proven declaration says, as far as it is still to be erased.</summary>
    /// <returns>How many bodies were removed, and how many were left.</returns>
    public async Task<(long Erased, long Kept)> CompleteAsync(AuditEntry declaration, ErasureNotice notice, CancellationToken cancellation)
    {
        if (notice.Positions is null || await log.FindAsync(RetentionEntries.KeptIdOf(declaration), cancellation) is not null)
        {
            return (0, 0);
        }

        long erased = 0;
        var left = new LeftEntries();
        foreach (long[] chunk in PositionRangeList.Positions(notice.Positions).Chunk(RemovedAtOnce))
        {
            erased += await EraseAsync(chunk, notice.AsOf, left, cancellation);
        }

        if (left.Positions.Count > 0)
        {
            await own.RecordAsync(RetentionEntries.Kept(declaration, left.ToNotice(declaration.EntryId), time.GetUtcNow()), cancellation);
        }

        return (erased, left.Positions.Count);
    }

    private async Task<long> EraseAsync(long[] positions, DateTimeOffset asOf, LeftEntries left, CancellationToken cancellation)
    {
        while (true)
        {
            RequireLead();
            var state = RetentionState.Of(await store.ListChangesAsync(cancellation));
            var judge = new RetentionJudge(state, asOf, time.GetUtcNow());
            var leftHere = new LeftEntries();
            foreach (long[] range in PositionRangeList.Of(positions))
            {
                for (long from = range[0]; from <= range[1]; from += ReadAtOnce)
                {
                    int count = (int)Math.Min(ReadAtOnce, range[1] - from + 1);
                    foreach (LoggedEntry logged in await ledger.ReadAsync(from, count, cancellation))
                    {
                        Judge(logged, judge, leftHere);
                    }
                }
            }

            // Those that are gone already too: the store then makes sure once more that nothing of them is left in its files.
            long[] toErase = [.. positions.Except(leftHere.Positions)];
            if (await store.EraseAsync(toErase, state.Revision, cancellation) is { } erased)
            {
                left.Add(leftHere);
                return erased;
            }

            // Somebody has placed a hold, or decided something else, since this was judged.
        }
    }

    private void Judge(LoggedEntry logged, RetentionJudge judge, LeftEntries left)
    {
        if (logged.Attested is not { } attested)
        {
            return;
        }

        // What somebody changed in the store may look due; it is evidence.
        if (!key.IsSealed(logged.EntryId, attested.Span, logged.Seal.Span))
        {
            left.AddUnsealed(logged.Position);
            return;
        }

        AuditEntry entry = WireFormat.Deserialize<AuditEntry>(attested.Span);
        if (judge.Of(entry) != RetentionVerdict.Erase)
        {
            left.Add(logged.Position, judge.HoldsOf(entry).Select(hold => hold.HoldId));
        }
    }

    private async Task WaitUntilProvenAsync(Guid entryId, CancellationToken cancellation)
    {
        while (await ProvenPositionAsync(entryId, cancellation) is null)
        {
            RequireLead();
            await Task.Delay(LookEvery, time, cancellation);
        }
    }

    /// <summary>The position of an entry that a checkpoint covers, or null.</summary>
    private async Task<long?> ProvenPositionAsync(Guid entryId, CancellationToken cancellation) =>
        await ledger.FindPositionAsync(entryId, cancellation) is { } position
        && await ledger.LatestCheckpointAsync(cancellation) is { } latest && position < latest.Size
            ? position
            : null;

    private void RequireLead()
    {
        if (!leadership.Leads)
        {
            throw new LeadershipLostException();
        }
    }

    private sealed class LeftEntries
    {
        private readonly HashSet<Guid> _holds = [];
        private readonly List<long> _unsealed = [];

        public List<long> Positions { get; } = [];

        public void Add(long position, IEnumerable<Guid> holds)
        {
            Positions.Add(position);
            _holds.UnionWith(holds);
        }

        public void AddUnsealed(long position)
        {
            Positions.Add(position);
            _unsealed.Add(position);
        }

        public void Add(LeftEntries others)
        {
            Positions.AddRange(others.Positions);
            _holds.UnionWith(others._holds);
            _unsealed.AddRange(others._unsealed);
        }

        public KeptNotice ToNotice(Guid declaration) =>
            new(declaration, PositionRangeList.Of(Positions), [.. _holds.Order()], _unsealed.Count == 0 ? null : PositionRangeList.Of(_unsealed));
    }
}
