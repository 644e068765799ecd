using System.Threading.Channels;
using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Storage;

namespace Auditor.AuditWriter.Verifying;

/// <summary>
/// Verifies the whole log by the key that this process signs with, one verification at a time, whoever still looks. It finds what somebody did to the store;
/// of this process itself it proves nothing, for which there is <c>auditor verify</c> with a key from elsewhere.
/// </summary>
internal sealed partial class VerificationRunner(
    ILedgerStore ledger, LedgerKey key, VerificationEntries entries, TimeProvider time, ILogger<VerificationRunner> logger) : BackgroundService
{
    private readonly Channel<VerificationJob> _asked = Channel.CreateBounded<VerificationJob>(1);
    private readonly Lock _asking = new();
    private VerificationJob? _latest;

    /// <summary>The one under way; null when there is none.</summary>
    public Verification? Running => _latest is { } job && job.State.EndedAt is null ? job.State : null;

    /// <summary>The last of this process that came to a result.</summary>
    public Verification? Ended { get; private set; }

    /// <summary>Begins one, or finds the one that runs.</summary>
    /// <returns>It, and whether it is new.</returns>
    public (Verification Verification, bool IsNew) Start(Actor actor)
    {
        lock (_asking)
        {
            if (Running is { } running)
            {
                return (running, false);
            }

            var job = new VerificationJob(new Verification { Id = Guid.CreateVersion7(), RequestedBy = actor, RequestedAt = time.GetUtcNow() });
            _latest = job;
            _asked.Writer.TryWrite(job);
            return (job.State, true);
        }
    }

    /// <returns>False when none ran.</returns>
    public bool Cancel()
    {
        if (Running is null || _latest is not { } job)
        {
            return false;
        }

        job.Cancel();
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (VerificationJob job in _asked.Reader.ReadAllAsync(stoppingToken))
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, job.Cancellation);
            Verification ended;
            try
            {
                ended = Told(job.State, await VerifyAsync(job, end.Token));
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                ended = job.State with { Summary = "It was cancelled, so nothing is said about the log." };
            }
            catch (Exception problem)
            {
                Log.Failed(logger, job.State.Id, problem);
                ended = job.State with { Outcome = VerificationOutcome.CouldNotCheck, Summary = "Could not check: something went wrong here; the server's log has the details." };
            }

            ended = ended with { EndedAt = time.GetUtcNow() };
            await RecordAsync(ended, stoppingToken);
            // One that was cancelled says nothing, and does not stand before one that found something.
            Ended = ended.Outcome is null ? Ended : ended;
            job.State = ended;
            job.Dispose();
        }
    }

    private async Task<VerificationReport> VerifyAsync(VerificationJob job, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte>? head = File.Exists(key.HeadFile) ? new ReadOnlyMemory<byte>(await File.ReadAllBytesAsync(key.HeadFile, cancellation)) : (ReadOnlyMemory<byte>?)null;
        // One core is left to those who append and search meanwhile.
        var options = new VerificationOptions { Threads = Math.Max(1, Environment.ProcessorCount - 1), Progress = job };
        VerificationReport report = await new LogVerifier(key.Signer.Verifier, options).VerifyAsync(new StoreLogSource(ledger, head, time), cancellation);
        long refused = await ledger.CountRefusedAsync(cancellation);
        return refused == 0 ? report : report with { Remarks = [.. report.Remarks, $"The store holds {refused} entries that no writer made; they have no position, and are not part of the log."] };
    }

    private async Task RecordAsync(Verification ended, CancellationToken stopping)
    {
        try
        {
            await entries.RecordAsync(ended, stopping);
        }
        catch (Exception problem)
        {
            // Whatever it is, it must not end the service that appends.
            Log.NotRecorded(logger, ended.Id, ended.Summary ?? "", problem);
        }
    }

    private static Verification Told(Verification asked, VerificationReport report) => asked with
    {
        Outcome = report.Outcome,
        Summary = report.Summary,
        CheckpointSize = report.Checkpoint?.Size,
        ProvenEntries = report.ProvenEntries,
        ErasedEntries = report.ErasedEntries,
        Faults = [.. report.Faults.Select(VerificationFault.Of)],
        Remarks = report.Remarks,
    };

    private static partial class Log
    {
        [LoggerMessage(EventId = 3701, Level = LogLevel.Error, Message = "The verification {VerificationId} could not be made")]
        public static partial void Failed(ILogger logger, Guid verificationId, Exception problem);

        [LoggerMessage(EventId = 3702, Level = LogLevel.Error, Message = "The verification {VerificationId} could not be recorded in the log. It said: {Summary}")]
        public static partial void NotRecorded(ILogger logger, Guid verificationId, string summary, Exception problem);
    }
}
