using Auditor.AuditWriter.Appending;
using Auditor.AuditWriter.Sequencing;
using Auditor.Storage;
using Auditor.Wire;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Retention;

/// <summary>Where this process leads: makes the daily run, and executes runs one after the other, also those that another began.</summary>
internal sealed partial class RetentionRunner(
    IRetentionStore store,
    IClientSessionStore sessions,
    IAuditLog log,
    ILedgerStore ledger,
    LedgerKey key,
    OwnEntries own,
    RetentionDesk desk,
    RetentionSignal asked,
    ILeadership leadership,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    ILogger<RetentionRunner> logger)
    : BackgroundService
{
    /// <summary>Runs that are looked at; more than a day can bring.</summary>
    public const int RunsLookedAt = 100;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan wait = LookEvery;
            try
            {
                await desk.TellAsync(stoppingToken);
                if (leadership.Leads && !await StepAsync(stoppingToken))
                {
                    wait = AfterTrouble;
                }
            }
            catch (OperationCanceledException)
            {
                // The host is stopping, or whoever appends has stopped already.
            }
            catch (Exception problem)
            {
                Log.CannotLook(logger, problem);
                wait = AfterTrouble;
            }

            await asked.WaitAsync(wait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>False when a run does not get on.</returns>
    private async Task<bool> StepAsync(CancellationToken cancellation)
    {
        IReadOnlyList<RetentionRun> runs = await store.ListRunsAsync(RunsLookedAt, cancellation);
        RetentionPolicySet policies = (await desk.LoadAsync(cancellation)).Policies;
        DateTimeOffset now = time.GetUtcNow();
        if (RetentionSchedule.Of(options.Value, policies, runs).IsOn && RetentionSchedule.IsDue(options.Value, runs, now))
        {
            var daily = new RetentionRun
            {
                RunId = Guid.CreateVersion7(now),
                RequestedBy = RetentionEntries.Service,
                RequestedAt = now,
                Scheduled = true,
                AsOf = now,
                PolicyRevision = policies.Revision,
            };
            await store.PutRunAsync(daily, cancellation);
            runs = [daily, .. runs];
        }

        foreach (RetentionRun run in runs.Where(run => !run.IsEnded).Reverse())
        {
            if (!await ExecuteAsync(run, cancellation))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> ExecuteAsync(RetentionRun run, CancellationToken cancellation)
    {
        try
        {
            Log.Begins(logger, run.RunId);
            RetentionRun ended = await new RetentionExecution(store, sessions, log, ledger, key, own, leadership, options.Value, time)
                .ExecuteAsync(run, cancellation);
            Log.Ended(logger, ended.RunId, ended.State, ended.Erased, ended.Kept);
            return true;
        }
        catch (LeadershipLostException)
        {
            return true;
        }
        catch (Exception problem) when (problem is StoreUnavailableException or WireException)
        {
            Log.DoesNotGetOn(logger, run.RunId, problem);
            RetentionRun latest = await store.FindRunAsync(run.RunId, cancellation) ?? run;
            await store.PutRunAsync(latest with { Problem = problem.Message }, cancellation);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3302, Level = LogLevel.Information, Message = "The retention run {RunId} begins, or goes on")]
        public static partial void Begins(ILogger logger, Guid runId);

        [LoggerMessage(EventId = 3303, Level = LogLevel.Information, Message = "The retention run {RunId} is {State}: {Erased} entries erased, {Kept} left after all")]
        public static partial void Ended(ILogger logger, Guid runId, RetentionRunState state, long erased, long kept);

        [LoggerMessage(EventId = 3304, Level = LogLevel.Error, Message = "The retention run {RunId} does not get on; it is tried again")]
        public static partial void DoesNotGetOn(ILogger logger, Guid runId, Exception problem);

        [LoggerMessage(EventId = 3305, Level = LogLevel.Error, Message = "Retention cannot be looked after")]
        public static partial void CannotLook(ILogger logger, Exception problem);
    }
}
