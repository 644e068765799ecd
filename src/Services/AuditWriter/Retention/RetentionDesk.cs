using Auditor.AuditWriter.Appending;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>
/// Takes decisions about retention: they hold as soon as they are stored, and the log is told of each, at once or as soon as it can be.
/// </summary>
internal sealed partial class RetentionDesk(IRetentionStore store, OwnEntries own, TimeProvider time, ILogger<RetentionDesk> logger) : IDisposable
{
    private readonly SemaphoreSlim _telling = new(1);

    public async Task<RetentionState> LoadAsync(CancellationToken cancellation) => RetentionState.Of(await store.ListChangesAsync(cancellation));

    /// <summary>Puts other policies in force; false when those of <paramref name="revision"/> are not in force any more.</summary>
    public async Task<bool> SetPoliciesAsync(long revision, IReadOnlyList<RetentionPolicy> policies, Actor by, CancellationToken cancellation) =>
        await ChangeAsync(
            state => state.Policies.Revision == revision ? New(by) with { Policies = policies } : null, cancellation) is not null;

    public async Task<LegalHold> PlaceAsync(LegalHold hold, Actor by, CancellationToken cancellation)
    {
        LegalHold placed = hold with { HoldId = Guid.CreateVersion7(time.GetUtcNow()), PlacedBy = by, PlacedAt = time.GetUtcNow(), Release = null };
        await ChangeAsync(_ => New(by) with { Placed = placed }, cancellation);
        return placed;
    }

    /// <summary>Null when there is no such hold, or it is released already.</summary>
    public async Task<LegalHold?> ReleaseAsync(Guid holdId, string why, Actor by, CancellationToken cancellation)
    {
        var release = new HoldRelease(holdId, why, by, time.GetUtcNow());
        RetentionState? after = await ChangeAsync(
            state => state.Holds.Any(hold => hold.HoldId == holdId && hold.Release is null) ? New(by) with { Released = release } : null, cancellation);
        return after?.Holds.First(hold => hold.HoldId == holdId);
    }

    /// <summary>Tells the log of every decision that it has not been told of. Telling again tells the same.</summary>
    /// <exception cref="StoreUnavailableException">The log is away.</exception>
    public async Task TellAsync(CancellationToken cancellation)
    {
        await _telling.WaitAsync(cancellation);
        try
        {
            IReadOnlyList<Guid> untold = await store.ListUntoldAsync(cancellation);
            if (untold.Count == 0)
            {
                return;
            }

            IReadOnlyList<RetentionChange> changes = await store.ListChangesAsync(cancellation);
            for (int i = 0; i < changes.Count; i++)
            {
                if (untold.Contains(changes[i].ChangeId))
                {
                    await own.RecordAsync(RetentionEntries.Of(changes[i], RetentionState.Of([.. changes.Take(i)])), cancellation);
                    await store.MarkToldAsync(changes[i].ChangeId, cancellation);
                }
            }
        }
        finally
        {
            _telling.Release();
        }
    }

    public void Dispose() => _telling.Dispose();

    private RetentionChange New(Actor by) => new() { ChangeId = Guid.CreateVersion7(time.GetUtcNow()), Actor = by, ChangedAt = time.GetUtcNow() };

    /// <summary>The state after the change; null when there was nothing to change.</summary>
    private async Task<RetentionState?> ChangeAsync(Func<RetentionState, RetentionChange?> decide, CancellationToken cancellation)
    {
        while (true)
        {
            IReadOnlyList<RetentionChange> before = await store.ListChangesAsync(cancellation);
            var state = RetentionState.Of(before);
            if (decide(state) is not { } change)
            {
                return null;
            }

            change = change with { Revision = state.Revision + 1 };
            if (await store.AddAsync(change, cancellation))
            {
                await TellWhenPossibleAsync(cancellation);
                return RetentionState.Of([.. before, change]);
            }

            // Somebody else decided something at the same time.
        }
    }

    private async Task TellWhenPossibleAsync(CancellationToken cancellation)
    {
        try
        {
            await TellAsync(cancellation);
        }
        catch (Exception away) when (away is StoreUnavailableException or OperationCanceledException)
        {
            Log.ToldLater(logger, away.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3301, Level = LogLevel.Warning, Message = "A decision about retention is in force; the log is told of it later: {Why}")]
        public static partial void ToldLater(ILogger logger, string why);
    }
}
