namespace Auditor.Ledger;

/// <summary>
/// Where a log is read that is to be verified: a store, a running service, a test. Nothing it says is believed. Calls never overlap.
/// <para>
/// Each method MUST throw <see cref="SourceUnreadableException"/> when it cannot be read (then nothing is said about the log), and
/// MAY throw <see cref="LedgerFormatException"/> for bytes that are not what their format demands (then the log is not proven).
/// </para>
/// </summary>
public interface ILogSource
{
    /// <summary>The latest checkpoint, a signed note as it is stored; null when there is none.</summary>
    ValueTask<ReadOnlyMemory<byte>?> ReadCheckpointAsync(CancellationToken cancellationToken);

    /// <summary>The bytes of a tile, whatever their number; null when it is not there. Of a partial tile that grew since, its beginning.</summary>
    ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileAddress tile, CancellationToken cancellationToken);

    /// <summary>
    /// Entries from a position on, by position. MUST leave out positions that the source knows nothing of and go on behind them; MUST
    /// be empty only when there is no entry at or behind <paramref name="from"/>. MAY be fewer than asked, so that large entries do
    /// not fill the memory.
    /// </summary>
    /// <param name="from">First position.</param>
    /// <param name="most">Most entries, at least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<PresentedEntry>> ReadEntriesAsync(long from, int most, CancellationToken cancellationToken);

    /// <summary>Earlier checkpoints that the source has kept, signed notes, the oldest first. Each must hold for the log as it is now.</summary>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadKeptCheckpointsAsync(CancellationToken cancellationToken);

    /// <summary>What only this source can see: entries beside the log, or what is searched and is not what was logged.</summary>
    /// <param name="head">The checkpoint that was checked, signed by the trusted key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    IAsyncEnumerable<LogFault> FindOwnFaultsAsync(Checkpoint head, CancellationToken cancellationToken);
}
