using Auditor.Ledger;
using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.Sequencing;

/// <summary>
/// A store whose process ends at its n-th write, before or after the write took effect, as kill -9 would have it: nothing answers any more.
/// Of a batch of positions or tiles only a part may have got through, as with a store without transactions.
/// </summary>
internal sealed class MortalLedgerStore(ILedgerStore store, int writesToLive, MortalLedgerStore.Death death) : ILedgerStore
{
    private int _left = writesToLive;

    public enum Death
    {
        BeforeTheWrite,
        InTheMiddle,
        AfterTheWrite,
    }

    public Task<LogIdentity> ClaimAsync(LogIdentity identity, CancellationToken cancellation) => store.ClaimAsync(identity, cancellation);

    public Task<SequencerLease?> TakeLeaseAsync(string holder, DateTimeOffset now, TimeSpan duration, CancellationToken cancellation) =>
        store.TakeLeaseAsync(holder, now, duration, cancellation);

    public Task ReleaseLeaseAsync(SequencerLease lease, CancellationToken cancellation) => store.ReleaseLeaseAsync(lease, cancellation);

    public Task<IReadOnlyList<UnsequencedEntry>> ListUnsequencedAsync(int limit, CancellationToken cancellation) => store.ListUnsequencedAsync(limit, cancellation);

    public Task RefuseAsync(SequencerLease lease, Guid entryId, string problem, DateTimeOffset now, CancellationToken cancellation) =>
        DieAsync(() => store.RefuseAsync(lease, entryId, problem, now, cancellation), null);

    public Task AddLeavesAsync(SequencerLease lease, long first, IReadOnlyList<Guid> entryIds, CancellationToken cancellation) =>
        DieAsync(
            () => store.AddLeavesAsync(lease, first, entryIds, cancellation),
            () => store.AddLeavesAsync(lease, first, [.. entryIds.Take(entryIds.Count / 2)], cancellation));

    public Task<long> CountLeavesAsync(CancellationToken cancellation) => store.CountLeavesAsync(cancellation);

    public Task<long?> FindPositionAsync(Guid entryId, CancellationToken cancellation) => store.FindPositionAsync(entryId, cancellation);

    public Task<IReadOnlyList<LoggedEntry>> ReadAsync(long from, int limit, CancellationToken cancellation) => store.ReadAsync(from, limit, cancellation);

    public Task PutTilesAsync(SequencerLease lease, IReadOnlyList<Tile> tiles, CancellationToken cancellation) =>
        DieAsync(
            () => store.PutTilesAsync(lease, tiles, cancellation),
            () => store.PutTilesAsync(lease, [.. tiles.Where((_, index) => index % 2 == 0)], cancellation));

    public Task<ReadOnlyMemory<byte>?> ReadTileAsync(TileAddress address, CancellationToken cancellation) => store.ReadTileAsync(address, cancellation);

    public Task AddCheckpointAsync(SequencerLease lease, StoredCheckpoint checkpoint, CancellationToken cancellation) =>
        DieAsync(() => store.AddCheckpointAsync(lease, checkpoint, cancellation), null);

    public Task<StoredCheckpoint?> LatestCheckpointAsync(CancellationToken cancellation) => store.LatestCheckpointAsync(cancellation);

    public Task<IReadOnlyList<StoredCheckpoint>> ListCheckpointsAsync(int limit, CancellationToken cancellation) => store.ListCheckpointsAsync(limit, cancellation);

    public Task<IReadOnlyList<StrayEntry>> ListStrayAsync(int limit, CancellationToken cancellation) => store.ListStrayAsync(limit, cancellation);

    public Task<long> CountRefusedAsync(CancellationToken cancellation) => store.CountRefusedAsync(cancellation);

    public Task<long> CountUnsequencedAsync(CancellationToken cancellation) => store.CountUnsequencedAsync(cancellation);

    public Task<IReadOnlyList<IndexFault>> CheckIndexAsync(long from, int limit, CancellationToken cancellation) => store.CheckIndexAsync(from, limit, cancellation);

    public Task<long> EraseAsync(IReadOnlyList<long> positions, CancellationToken cancellation) => store.EraseAsync(positions, cancellation);

    private async Task DieAsync(Func<Task> write, Func<Task>? part)
    {
        if (--_left > 0)
        {
            await write();
            return;
        }

        if (_left == 0 && death == Death.AfterTheWrite)
        {
            await write();
        }
        else if (_left == 0 && death == Death.InTheMiddle && part is not null)
        {
            await part();
        }

        throw new IOException("The process has ended.");
    }
}
