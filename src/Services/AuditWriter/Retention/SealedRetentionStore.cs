using System.Security.Cryptography;
using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Retention;

/// <summary>
/// The decisions about retention as only writers of this log can have made them. Whoever else can write the store could otherwise have
/// Auditor erase the log and sign for it: so each decision and each run has a seal, none may be missing between two others, and nothing is
/// erased while the log knows of more decisions than the store.
/// </summary>
internal sealed class SealedRetentionStore(IRetentionStore store, LedgerKey key, IAuditLog log) : IRetentionStore
{
    private const string ByAStranger = "somebody else than a writer of this log wrote into the store of retention. Nothing is erased until a person has looked";

    /// <summary>By which actions the log tells of decisions.</summary>
    private static readonly string[] Decisions = [AuditableActions.Update, AuditableActions.Hold, AuditableActions.Release];

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">One has no seal, another seal, or is missing between two.</exception>
    public async Task<IReadOnlyList<RetentionChange>> ListChangesAsync(CancellationToken cancellation)
    {
        IReadOnlyList<RetentionChange> changes = await store.ListChangesAsync(cancellation);
        for (int i = 0; i < changes.Count; i++)
        {
            if (changes[i].Revision != i + 1 || !IsSealed(changes[i] with { Seal = null }, changes[i].Seal))
            {
                throw new StoreUnavailableException($"The decision {i + 1} about retention is not as it was made: {ByAStranger}.");
            }
        }

        return changes;
    }

    /// <inheritdoc/>
    public Task<bool> AddAsync(RetentionChange change, CancellationToken cancellation) =>
        store.AddAsync(change with { Seal = SealOf(change with { Seal = null }) }, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Guid>> ListUntoldAsync(CancellationToken cancellation) => store.ListUntoldAsync(cancellation);

    /// <inheritdoc/>
    public Task MarkToldAsync(Guid changeId, CancellationToken cancellation) => store.MarkToldAsync(changeId, cancellation);

    /// <inheritdoc/>
    public Task PutRunAsync(RetentionRun run, CancellationToken cancellation) =>
        store.PutRunAsync(run with { Seal = SealOf(run with { Seal = null }) }, cancellation);

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">One has no seal, or another.</exception>
    public async Task<IReadOnlyList<RetentionRun>> ListRunsAsync(int limit, CancellationToken cancellation) =>
        [.. (await store.ListRunsAsync(limit, cancellation)).Select(Checked)];

    /// <inheritdoc/>
    public async Task<RetentionRun?> FindRunAsync(Guid runId, CancellationToken cancellation) =>
        await store.FindRunAsync(runId, cancellation) is { } run ? Checked(run) : null;

    /// <inheritdoc/>
    public async Task<long?> EraseAsync(IReadOnlyList<long> positions, long revision, CancellationToken cancellation)
    {
        await CheckAgainstLogAsync(cancellation);
        return await store.EraseAsync(positions, revision, cancellation);
    }

    /// <inheritdoc/>
    public Task<long> CountSettledFailuresAsync(DateTimeOffset failedBefore, CancellationToken cancellation) =>
        store.CountSettledFailuresAsync(failedBefore, cancellation);

    /// <inheritdoc/>
    public async Task<long?> RemoveSettledFailuresAsync(DateTimeOffset failedBefore, long revision, CancellationToken cancellation)
    {
        await CheckAgainstLogAsync(cancellation);
        return await store.RemoveSettledFailuresAsync(failedBefore, revision, cancellation);
    }

    /// <inheritdoc/>
    public Task ScrubAsync(CancellationToken cancellation) => store.ScrubAsync(cancellation);

    /// <summary>A hold that was taken out of the store behind the last decision is still told of in the log.</summary>
    private async Task CheckAgainstLogAsync(CancellationToken cancellation)
    {
        // The log first: what is decided meanwhile is in the store before it is in the log.
        long told = 0;
        foreach (string action in Decisions)
        {
            told += await log.CountAsync(new AuditFilter { Resource = AuditableResources.AuditLog, Action = action }, cancellation);
        }

        int kept = (await ListChangesAsync(cancellation)).Count;
        if (told > kept)
        {
            throw new StoreUnavailableException($"The log tells of {told} decisions about retention, and the store has {kept}: {ByAStranger}.");
        }
    }

    private RetentionRun Checked(RetentionRun run) => IsSealed(run with { Seal = null }, run.Seal)
        ? run
        : throw new StoreUnavailableException($"The retention run {run.RunId} is not as it was kept: {ByAStranger}.");

    private string SealOf<T>(T decision) => Convert.ToBase64String(key.SealDecision(CanonicalJson.Canonicalize(WireFormat.Serialize(decision))));

    private bool IsSealed<T>(T decision, string? seal)
    {
        byte[] given = new byte[SHA256.HashSizeInBytes];
        return seal is not null && Convert.TryFromBase64String(seal, given, out int length) && length == given.Length
            && CryptographicOperations.FixedTimeEquals(given, key.SealDecision(CanonicalJson.Canonicalize(WireFormat.Serialize(decision))));
    }
}
