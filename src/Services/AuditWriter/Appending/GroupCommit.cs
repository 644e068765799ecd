using System.Threading.Channels;
using Auditor.Contracts;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Appending;

/// <summary>
/// Lets entries that arrive at the same time share one durable write. Nobody waits for a batch to fill: while one write is under
/// way, the next batch gathers by itself. A store that is away is waited for, entries in hand; one bad entry fails alone.
/// </summary>
internal sealed partial class GroupCommit(
    IAuditLog log, AppendSignal appended, IOptions<AppendOptions> options, TimeProvider time, ILogger<GroupCommit> logger)
    : BackgroundService
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // Unbounded in itself; what waits is bounded by the prefetch of the queues, whose messages stay with the broker until acknowledged.
    private readonly Channel<Pending> _waiting = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Why the store is away, or null when the last write went well.</summary>
    public string? StoreProblem { get; private set; }

    /// <summary>Appends an entry; the task ends when it is durable.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the entry may or may not be in the log, and can be given again.</exception>
    public async Task<AppendResult> AppendAsync(AuditEntry entry, CancellationToken cancellation)
    {
        var pending = new Pending(entry);
        await _waiting.Writer.WriteAsync(pending, cancellation);
        return await pending.Done.Task.WaitAsync(cancellation);
    }

    // Registered before the bus and so stopped after it: whatever the bus still has in hand at a stop is written.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Pending>(options.Value.MaximumBatch);
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                while (batch.Count < options.Value.MaximumBatch && _waiting.Reader.TryRead(out Pending? next))
                {
                    batch.Add(next);
                }

                await WriteAsync(batch, stoppingToken);
                batch.Clear();
            }
        }
        finally
        {
            // Whoever still waits must not wait for ever; its message goes back to the broker.
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out Pending? left))
            {
                batch.Add(left);
            }

            batch.ForEach(pending => pending.Done.TrySetCanceled(CancellationToken.None));
        }
    }

    private async Task WriteAsync(List<Pending> batch, CancellationToken stopping)
    {
        try
        {
            IReadOnlyList<AppendResult> results = await WriteWhenPossibleAsync(batch, stopping);
            appended.Set();
            for (int i = 0; i < batch.Count; i++)
            {
                batch[i].Done.TrySetResult(results[i]);
            }
        }
        catch (OperationCanceledException)
        {
            batch.ForEach(pending => pending.Done.TrySetCanceled(CancellationToken.None));
        }
        catch (Exception) when (batch.Count > 1)
        {
            // One of them is bad. Appending is idempotent, so each is given again by itself and the bad one fails alone.
            foreach (Pending single in batch)
            {
                await WriteAsync([single], stopping);
            }
        }
        catch (Exception problem)
        {
            batch[0].Done.TrySetException(problem);
        }
    }

    private async Task<IReadOnlyList<AppendResult>> WriteWhenPossibleAsync(List<Pending> batch, CancellationToken stopping)
    {
        TimeSpan wait = FirstWait;
        while (true)
        {
            try
            {
                DateTimeOffset now = time.GetUtcNow();
                IReadOnlyList<AppendResult> results = await log.AppendAsync(
                    batch.ConvertAll(pending => pending.Entry with { AppendedAt = now }), stopping);
                if (StoreProblem is not null)
                {
                    StoreProblem = null;
                    Log.StoreIsBack(logger);
                }

                return results;
            }
            catch (StoreUnavailableException away)
            {
                if (StoreProblem is null)
                {
                    Log.StoreIsAway(logger, away);
                }

                StoreProblem = away.Message;
                await Task.Delay(wait, time, stopping);
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks));
            }
        }
    }

    private sealed class Pending(AuditEntry entry)
    {
        public AuditEntry Entry => entry;

        public TaskCompletionSource<AppendResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "The audit log's store cannot be written; entries wait with the broker until it can")]
        public static partial void StoreIsAway(ILogger logger, Exception problem);

        [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "The audit log's store can be written again")]
        public static partial void StoreIsBack(ILogger logger);
    }
}
