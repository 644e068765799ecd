using Auditor.AuditWriter.Appending;
using Auditor.Hosting;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Sequencing;

/// <summary>
/// Gives entries their position and signs checkpoints, while this process holds the lease. Whatever goes wrong, it opens the log anew
/// under a lease taken anew: the store knows how far it came (<see cref="SequencedLog"/>).
/// </summary>
internal sealed partial class Sequencer(
    ILedgerStore store,
    LedgerKey key,
    LedgerState state,
    GroupCommit commits,
    AppendSignal appended,
    IOutsideMemory outside,
    IOptions<LedgerOptions> options,
    TimeProvider time,
    ILogger<Sequencer> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly string _holder = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():n}";
    private readonly TimeSpan _leaseDuration = TimeSpan.FromSeconds(options.Value.LeaseSeconds);
    private SequencerLease? _lease;
    private SequencedLog? _log;
    private bool _consulted;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var mine = new LogIdentity(key.Signer.Verifier.Name, key.Signer.Verifier.ToString());
        LogIdentity stored = await store.ClaimAsync(mine, cancellationToken);
        if (stored != mine)
        {
            throw new UnusableConfigurationException(
                $"The log in this store is signed by the key '{stored.VerifierKey}'; this writer has another. Give Auditor:Ledger:KeyFile the file that holds the log's key.");
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await HeedAsync(stoppingToken);
                await LeadAsync(stoppingToken);
                await Task.Delay(TimeSpan.FromTicks(_leaseDuration.Ticks / 4), time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (LeaseLostException lost)
            {
                Log.LeaseLost(logger, lost.Message);
                await Task.Delay(LookEvery, time, CancellationToken.None);
            }
            catch (Exception problem)
            {
                string words = problem is LedgerBrokenException or StoreUnavailableException ? problem.Message : "The log cannot be extended: " + problem.Message;
                if (!words.Equals(state.Problem, StringComparison.Ordinal))
                {
                    Log.CannotExtend(logger, problem);
                }

                state.Problem = words;
                await Task.Delay(AfterTrouble, time, CancellationToken.None);
            }
            finally
            {
                state.Leads = false;
                _log = null;
            }
        }

        await FinishAsync();
    }

    /// <summary>Extends the log until the lease is somebody else's; returns at once when it is not to be had.</summary>
    private async Task LeadAsync(CancellationToken stopping)
    {
        if (!await HoldLeaseAsync(stopping))
        {
            state.Problem = null;
            return;
        }

        _log = await SequencedLog.OpenAsync(store, key, _lease!, stopping);
        state.Leads = true;
        Log.Leads(logger, _log.Size, _lease!.Token);
        TimeSpan pause = TimeSpan.FromMilliseconds(options.Value.CheckpointMilliseconds);
        while (await HoldLeaseAsync(stopping))
        {
            bool grown = await StepAsync(_log, stopping);
            if (grown)
            {
                await Task.Delay(pause, time, stopping);
            }
            else
            {
                await appended.WaitAsync(LookEvery, stopping);
            }
        }
    }

    /// <returns>True when a checkpoint was signed.</returns>
    private async Task<bool> StepAsync(SequencedLog log, CancellationToken cancellation)
    {
        await HeedAsync(cancellation);
        int batch = options.Value.MaximumBatch;
        while (await log.ExtendAsync(batch, ReportAsync, time, cancellation) == batch && await HoldLeaseAsync(cancellation))
        {
            // More wait than one batch holds.
        }

        await HeedAsync(cancellation);
        StoredCheckpoint? signed = await log.SignAsync(time, cancellation);
        if (signed is not null)
        {
            state.Latest = signed;
        }

        if (state.Problem is not null)
        {
            state.Problem = null;
            Log.ExtendsAgain(logger);
        }

        return signed is not null;
    }

    /// <summary>Goes on only while nobody outside remembers more of the log than the store has, or something else.</summary>
    private async Task HeedAsync(CancellationToken cancellation)
    {
        if (!_consulted)
        {
            await outside.ConsultAsync(cancellation);
            _consulted = true;
        }

        if (outside.Objection is { } objection)
        {
            throw new LedgerBrokenException(objection);
        }
    }

    /// <summary>Makes the lease last longer in good time.</summary>
    private async Task<bool> HoldLeaseAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_lease is not null && _log is not null && _lease.ExpiresAt - now > _leaseDuration / 2)
        {
            return true;
        }

        SequencerLease? held = await store.TakeLeaseAsync(_holder, now, _leaseDuration, cancellation);
        if (_log is not null && held?.Token != _lease?.Token)
        {
            throw new LeaseLostException("The lease was another's meanwhile.");
        }

        _lease = held;
        return held is not null;
    }

    private async Task ReportAsync(UnsequencedEntry stray)
    {
        Log.StrayEntry(logger, stray.EntryId);
        await commits.AppendAsync(StrayEntryReport.Of(stray, time.GetUtcNow()), CancellationToken.None);
    }

    /// <summary>What was appended until now gets its place before the process ends, and the lease is free at once.</summary>
    private async Task FinishAsync()
    {
        if (_lease is null || outside.Objection is not null)
        {
            return;
        }

        using var patience = new CancellationTokenSource(LastWords, time);
        try
        {
            if (await store.TakeLeaseAsync(_holder, time.GetUtcNow(), _leaseDuration, patience.Token) is { } lease)
            {
                SequencedLog log = await SequencedLog.OpenAsync(store, key, lease, patience.Token);
                // Nothing can be told any more: an entry without a seal waits for the next start.
                while (await log.ExtendAsync(options.Value.MaximumBatch, _ => throw new OperationCanceledException(), time, patience.Token) == options.Value.MaximumBatch)
                {
                    // Until nothing waits.
                }

                await log.SignAsync(time, patience.Token);
                await store.ReleaseLeaseAsync(lease, patience.Token);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or StoreUnavailableException or LeaseLostException or LedgerBrokenException)
        {
            // The next one to lead finds out how far it came.
            Log.EndedEarly(logger, problem.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3101, Level = LogLevel.Information, Message = "This process sequences the log, which has {Size} entries (lease {Token})")]
        public static partial void Leads(ILogger logger, long size, long token);

        [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "Another process sequences the log now: {Why}")]
        public static partial void LeaseLost(ILogger logger, string why);

        [LoggerMessage(EventId = 3103, Level = LogLevel.Error, Message = "The log is not extended and nothing is signed until this is mended")]
        public static partial void CannotExtend(ILogger logger, Exception problem);

        [LoggerMessage(EventId = 3104, Level = LogLevel.Information, Message = "The log is extended again")]
        public static partial void ExtendsAgain(ILogger logger);

        [LoggerMessage(EventId = 3105, Level = LogLevel.Error, Message = "The entry {EntryId} is in the store without the seal of a writer; it gets no position")]
        public static partial void StrayEntry(ILogger logger, Guid entryId);

        [LoggerMessage(EventId = 3106, Level = LogLevel.Warning, Message = "The last entries get their position after the next start: {Why}")]
        public static partial void EndedEarly(ILogger logger, string why);
    }
}
