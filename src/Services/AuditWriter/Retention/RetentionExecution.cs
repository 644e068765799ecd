using Auditor.AuditWriter.Appending;
using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>
/// Applies the policies: declares what is to be erased, waits until the declaration is proven, then erases it. Where it ended early, it
/// goes on: first with what is declared, then with what is left to be found.
/// </summary>
internal sealed class RetentionExecution(
    IRetentionStore store, IClientSessionStore sessions, IAuditLog log, ILedgerStore ledger, LedgerKey key, OwnEntries own, ILeadership leadership, RetentionOptions options, TimeProvider time)
{
    /// <summary>Entries that are declared together.</summary>
    public const int BatchSize = 10_000;

    /// <summary>Ranges in one declaration, so that its leaf stays well below 65,535 bytes.</summary>
    private const int MostRanges = 1000;

    private const int PageSize = 100;

    private readonly DeclaredErasure _erasure = new(store, log, ledger, key, own, leadership, time);

    /// <summary>Runs a run to its end.</summary>
    /// <exception cref="LeadershipLostException">Another goes on with it.</exception>
    /// <exception cref="StoreUnavailableException">It can be gone on with later.</exception>
    public async Task<RetentionRun> ExecuteAsync(RetentionRun run, CancellationToken cancellation)
    {
        run = await SaveAsync(run with { State = RetentionRunState.Running, Problem = null }, cancellation);
        run = await FinishDeclaredAsync(run, cancellation);
        var scan = new RetentionScan(log);
        if (await PoliciesAsync(run, cancellation) is { } policies)
        {
            foreach ((RetentionPolicy policy, string resource) in await scan.PlanAsync(policies, run.AsOf, cancellation))
            {
                run = await ApplyAsync(run, policy, resource, scan, cancellation);
            }
        }

        run = await RemoveFailedAppendsAsync(run, cancellation);
        bool blanked = await BlankSessionsAsync(run, cancellation);
        if (options.RewriteFile && (blanked || run.Declared + run.Erased + run.FailedAppends > 0))
        {
            await store.ScrubAsync(cancellation);
        }

        bool overtaken = await PoliciesAsync(run, cancellation) is null;
        return await SaveAsync(
            run with { State = overtaken ? RetentionRunState.Overtaken : RetentionRunState.Done, EndedAt = time.GetUtcNow() }, cancellation);
    }

    private async Task<RetentionRun> ApplyAsync(RetentionRun run, RetentionPolicy policy, string resource, RetentionScan scan, CancellationToken cancellation)
    {
        long covered = (await ledger.LatestCheckpointAsync(cancellation))?.Size ?? 0;
        var judge = new RetentionJudge(RetentionState.Of(await store.ListChangesAsync(cancellation)), run.AsOf, time.GetUtcNow());
        var positions = new List<long>(BatchSize);
        await foreach (AuditEntry entry in scan.ReadAsync(policy, resource, run.AsOf, cancellation))
        {
            if (entry.Position is { } position && position < covered && judge.Of(entry) == RetentionVerdict.Erase)
            {
                positions.Add(position);
            }

            if (positions.Count == BatchSize)
            {
                run = await EraseAsync(run, policy, resource, positions, cancellation);
                positions.Clear();
                judge = new RetentionJudge(RetentionState.Of(await store.ListChangesAsync(cancellation)), run.AsOf, time.GetUtcNow());
            }
        }

        return positions.Count == 0 ? run : await EraseAsync(run, policy, resource, positions, cancellation);
    }

    private async Task<RetentionRun> EraseAsync(
        RetentionRun run, RetentionPolicy policy, string resource, List<long> positions, CancellationToken cancellation)
    {
        if (await PoliciesAsync(run, cancellation) is null)
        {
            return run;
        }

        DateTimeOffset now = time.GetUtcNow();
        AuditEntry[] declarations =
        [
            .. PositionRangeList.Of(positions).Chunk(MostRanges).Select(ranges => RetentionEntries.Declaration(
                run,
                new ErasureNotice
                {
                    Positions = ranges,
                    Count = PositionRangeList.Count(ranges),
                    Class = policy.Class,
                    Resource = resource,
                    Ceiling = policy.Ceiling,
                    Reason = "These entries are past the ceiling of their retention policy.",
                },
                now)),
        ];
        await _erasure.DeclareAsync(declarations, cancellation);
        run = await SaveAsync(run with { Declared = run.Declared + positions.Count }, cancellation);
        foreach (AuditEntry declaration in declarations)
        {
            run = await CompleteAsync(run, declaration, cancellation);
        }

        return await SaveAsync(run with { FinishedUntil = now }, cancellation);
    }

    /// <summary>What was declared by a process that ended before it had erased it.</summary>
    private async Task<RetentionRun> FinishDeclaredAsync(RetentionRun run, CancellationToken cancellation)
    {
        var ofRun = new AuditFilter
        {
            Resource = AuditableResources.AuditLog,
            Action = AuditableActions.Erase,
            CorrelationId = run.RunId,
            From = run.FinishedUntil ?? run.RequestedAt,
        };
        AuditCursor? after = null;
        do
        {
            AuditPage page = await log.QueryAsync(new AuditQuery(ofRun, PageSize, OldestFirst: true, after), cancellation);
            foreach (AuditEntry found in page.Entries)
            {
                // What is not proven declares nothing. Should it be a true one, what it meant is found and declared again.
                if (await _erasure.FindProvenAsync(found.EntryId, cancellation) is { } declaration)
                {
                    run = await CompleteAsync(run, declaration, cancellation);
                }
            }

            after = page.Next;
        }
        while (after is not null);
        return await SaveAsync(run, cancellation);
    }

    private async Task<RetentionRun> CompleteAsync(RetentionRun run, AuditEntry declaration, CancellationToken cancellation)
    {
        if (RetentionEntries.NoticeIn(declaration) is not { } notice || notice.RunId != run.RunId)
        {
            return run;
        }

        (long erased, long kept) = await _erasure.CompleteAsync(declaration, notice, cancellation);
        return run with { Erased = run.Erased + erased, Kept = run.Kept + kept };
    }

    private async Task<RetentionRun> RemoveFailedAppendsAsync(RetentionRun run, CancellationToken cancellation)
    {
        var state = RetentionState.Of(await store.ListChangesAsync(cancellation));
        if (state.Policies.Revision != run.PolicyRevision
            || FailedAppendRetention.Cutoff(state.Policies, new RetentionJudge(state, run.AsOf, time.GetUtcNow()), run.AsOf) is not { } cutoff
            || await store.CountSettledFailuresAsync(cutoff, cancellation) is not (> 0 and long count))
        {
            return run;
        }

        var notice = new ErasureNotice
        {
            Count = count,
            Class = RetentionPolicy.TheRest,
            Ceiling = state.Policies.Policies.First(policy => policy.Class == RetentionPolicy.TheRest).Ceiling,
            Reason = "These settled failed appends are past the ceiling of the retention policy.",
        };
        await _erasure.DeclareAsync([RetentionEntries.Declaration(run, notice, time.GetUtcNow())], cancellation);
        run = await SaveAsync(run with { FailedAppends = run.FailedAppends + count }, cancellation);
        // When somebody decided something else meanwhile, the next run looks again.
        long removed = await store.RemoveSettledFailuresAsync(cutoff, state.Revision, cancellation) ?? 0;
        return run with { FailedAppends = run.FailedAppends - count + removed };
    }

    private async Task<bool> BlankSessionsAsync(RetentionRun run, CancellationToken cancellation)
    {
        var state = RetentionState.Of(await store.ListChangesAsync(cancellation));
        if (state.Policies.Revision != run.PolicyRevision
            || FailedAppendRetention.Cutoff(state.Policies, new RetentionJudge(state, run.AsOf, time.GetUtcNow()), run.AsOf) is not { } cutoff)
        {
            return false;
        }

        var names = new SessionRetention(sessions);
        IReadOnlyList<Guid> due = await names.ListDueAsync(cutoff, cancellation);
        if (due.Count == 0)
        {
            return false;
        }

        var notice = new ErasureNotice
        {
            Count = due.Count,
            Class = RetentionPolicy.TheRest,
            Resource = AuditableResources.Client,
            Ceiling = state.Policies.Policies.First(policy => policy.Class == RetentionPolicy.TheRest).Ceiling,
            Reason = "The names of users and workstations in the states of these client sessions are past the ceiling of the retention policy.",
        };
        await _erasure.DeclareAsync([RetentionEntries.Declaration(run, notice, time.GetUtcNow())], cancellation);
        return await names.BlankAsync(due, cutoff, cancellation) > 0;
    }

    /// <summary>The policies of the run; null when there are others now.</summary>
    private async Task<RetentionPolicySet?> PoliciesAsync(RetentionRun run, CancellationToken cancellation)
    {
        RetentionPolicySet policies = RetentionState.Of(await store.ListChangesAsync(cancellation)).Policies;
        return policies.Revision == run.PolicyRevision ? policies : null;
    }

    private async Task<RetentionRun> SaveAsync(RetentionRun run, CancellationToken cancellation)
    {
        await store.PutRunAsync(run, cancellation);
        return run;
    }
}
