using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.Retention;

/// <summary>
/// A store whose process ends at its n-th write, before or after it took effect; before each erasure something else may happen.
/// </summary>
internal sealed class MortalRetentionStore(IRetentionStore store, int writesToLive = int.MaxValue, bool dieAfter = false, Func<Task>? beforeErasing = null) : IRetentionStore
{
    private int _left = writesToLive;

    public Task<IReadOnlyList<RetentionChange>> ListChangesAsync(CancellationToken cancellation) => store.ListChangesAsync(cancellation);

    public Task<bool> AddAsync(RetentionChange change, CancellationToken cancellation) => store.AddAsync(change, cancellation);

    public Task<IReadOnlyList<Guid>> ListUntoldAsync(CancellationToken cancellation) => store.ListUntoldAsync(cancellation);

    public Task MarkToldAsync(Guid changeId, CancellationToken cancellation) => store.MarkToldAsync(changeId, cancellation);

    public Task PutRunAsync(RetentionRun run, CancellationToken cancellation) => DieAsync(async () =>
    {
        await store.PutRunAsync(run, cancellation);
        return 0;
    });

    public Task<IReadOnlyList<RetentionRun>> ListRunsAsync(int limit, CancellationToken cancellation) => store.ListRunsAsync(limit, cancellation);

    public Task<RetentionRun?> FindRunAsync(Guid runId, CancellationToken cancellation) => store.FindRunAsync(runId, cancellation);

    public async Task<long?> EraseAsync(IReadOnlyList<long> positions, long revision, CancellationToken cancellation)
    {
        if (beforeErasing is not null)
        {
            await beforeErasing();
        }

        return await DieAsync(() => store.EraseAsync(positions, revision, cancellation));
    }

    public Task<long> CountSettledFailuresAsync(DateTimeOffset failedBefore, CancellationToken cancellation) => store.CountSettledFailuresAsync(failedBefore, cancellation);

    public Task<long?> RemoveSettledFailuresAsync(DateTimeOffset failedBefore, long revision, CancellationToken cancellation) =>
        DieAsync(() => store.RemoveSettledFailuresAsync(failedBefore, revision, cancellation));

    public Task ScrubAsync(CancellationToken cancellation) => DieAsync(async () =>
    {
        await store.ScrubAsync(cancellation);
        return 0;
    });

    private async Task<T> DieAsync<T>(Func<Task<T>> write)
    {
        bool dies = --_left <= 0;
        if (!dies || (_left == 0 && dieAfter))
        {
            T result = await write();
            return dies ? throw new IOException("The process has ended.") : result;
        }

        throw new IOException("The process has ended.");
    }
}
