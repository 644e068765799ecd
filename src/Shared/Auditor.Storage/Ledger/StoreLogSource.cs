using System.Runtime.CompilerServices;
using Auditor.Ledger;

namespace Auditor.Storage;

/// <summary>A store as a verifier reads it: the leaf records, bodies, tiles and checkpoints, and what searches go by.</summary>
/// <param name="store">The store.</param>
/// <param name="signedHead">
/// The last checkpoint that this machine signed, kept outside the store (null without one). Positions and tiles are stored before a
/// checkpoint is signed, so that the store must hold all that it covers, even if it has not the checkpoint itself yet.
/// </param>
/// <param name="time">Clock.</param>
public sealed class StoreLogSource(ILedgerStore store, ReadOnlyMemory<byte>? signedHead, TimeProvider time) : ILogSource
{
    private const int CheckedAtOnce = 2048;
    private const int MostStray = 100;
    private const long FewBytes = 8 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private int _limit = int.MaxValue;

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadCheckpointAsync(CancellationToken cancellationToken)
    {
        StoredCheckpoint? latest = await AskAsync(() => store.LatestCheckpointAsync(cancellationToken));
        return SizeOfHead() is { } size && size > (latest?.Size ?? -1) ? signedHead : latest?.Note;
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileAddress tile, CancellationToken cancellationToken) =>
        await AskAsync(() => store.ReadTileAsync(tile, cancellationToken));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<PresentedEntry>> ReadEntriesAsync(long from, int most, CancellationToken cancellationToken)
    {
        IReadOnlyList<LoggedEntry> read = await AskAsync(() => store.ReadAsync(from, Math.Min(most, _limit), cancellationToken));
        var entries = new PresentedEntry[read.Count];
        long bytes = 0;
        for (int at = 0; at < entries.Length; at++)
        {
            entries[at] = new PresentedEntry(read[at].Position, read[at].EntryId, read[at].Attested);
            bytes += read[at].Attested?.Length ?? 0;
        }

        // Where entries are large, fewer are read at once from here on.
        if (bytes > FewBytes)
        {
            _limit = Math.Max(1, (int)Math.Min(read.Count, FewBytes * read.Count / bytes));
        }

        return entries;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadKeptCheckpointsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One an hour at most: ten years are 88,000.
        foreach (StoredCheckpoint kept in (await AskAsync(() => store.ListCheckpointsAsync(int.MaxValue, cancellationToken))).Reverse())
        {
            yield return kept.Note;
        }

        if (signedHead is { } head)
        {
            yield return head;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LogFault> FindOwnFaultsAsync(Checkpoint head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        foreach (StrayEntry stray in await AskAsync(() => store.ListStrayAsync(MostStray, cancellationToken)))
        {
            yield return new LogFault
            {
                Kind = FaultKind.Inserted,
                EntryId = stray.EntryId,
                Message = $"The entry {stray.EntryId} is in the store and not in the log: {stray.Problem ?? "it stands among entries that are, and was put there behind the log's back."}",
            };
        }

        if (await FindUnsignedAsync(cancellationToken) is { } unsigned)
        {
            yield return unsigned;
        }

        foreach (string problem in await AskAsync(() => store.CheckFileAsync(cancellationToken)))
        {
            yield return new LogFault
            {
                Kind = FaultKind.Changed,
                Message = $"The store's file was changed beside the entries, so that searches may miss some or the log may not grow as it should. {problem}",
            };
        }

        for (long from = 0; from < head.Size; from += CheckedAtOnce * Environment.ProcessorCount)
        {
            Task<IReadOnlyList<IndexFault>>[] checks =
            [
                .. Enumerable.Range(0, Environment.ProcessorCount)
                    .Select(part => AskAsync(() => store.CheckIndexAsync(from + (part * (long)CheckedAtOnce), CheckedAtOnce, cancellationToken))),
            ];
            foreach (IndexFault fault in (await Task.WhenAll(checks)).SelectMany(faults => faults).Where(fault => fault.Position < head.Size))
            {
                yield return new LogFault
                {
                    Kind = FaultKind.Changed,
                    Position = fault.Position,
                    EntryId = fault.EntryId,
                    Message = $"What searches go by was changed beside the entry at position {fault.Position}: '{fault.Field}' is not what the entry says. Searches miss it or find it wrongly; the entry itself is checked apart.",
                };
            }
        }
    }

    /// <summary>Positions that were given and stay without a signature. While a sequencer is at work it signs them within the moment.</summary>
    private async Task<LogFault?> FindUnsignedAsync(CancellationToken cancellationToken)
    {
        long given = await AskAsync(() => store.CountLeavesAsync(cancellationToken));
        long started = time.GetTimestamp();
        while (true)
        {
            long signed = Math.Max((await AskAsync(() => store.LatestCheckpointAsync(cancellationToken)))?.Size ?? 0, SizeOfHead() ?? 0);
            if (given <= signed)
            {
                return null;
            }

            if (time.GetElapsedTime(started) > Patience)
            {
                return new LogFault
                {
                    Kind = FaultKind.NotSigned,
                    Position = signed,
                    LastPosition = given - 1 == signed ? null : given - 1,
                    Message = $"The store has entries from position {signed} to {given - 1} that no checkpoint covers: the latest checkpoint was removed, entries were added behind the log's back, or the sequencer was ended before it could sign and has not run since.",
                };
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private long? SizeOfHead()
    {
        try
        {
            return signedHead is { } head ? Checkpoint.Parse(SignedNote.Parse(head.Span).Text).Size : null;
        }
        catch (LedgerFormatException)
        {
            // It is among the kept ones, where it is refused.
            return null;
        }
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (StoreUnavailableException problem)
        {
            throw new SourceUnreadableException(problem.Message, problem);
        }
        catch (Exception wrong) when (wrong is InvalidCastException or FormatException or ArgumentException or OverflowException)
        {
            throw new LedgerFormatException($"The store has a value of a kind that it never writes: {wrong.Message}", wrong);
        }
    }
}
