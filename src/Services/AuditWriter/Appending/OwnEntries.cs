using System.Threading.Channels;
using Auditor.Contracts;
using Auditor.Storage;
using MassTransit;

namespace Auditor.AuditWriter.Appending;

/// <summary>Entries that AuditWriter itself has to tell, such as who read the log. Appended before anything else happens; announced after.</summary>
internal sealed partial class OwnEntries(GroupCommit commits, IBus bus, ILogger<OwnEntries> logger) : BackgroundService
{
    /// <summary>What waits for a bus that is away. The log has all of them; whoever missed an announcement finds them there.</summary>
    private const int MostWaiting = 10_000;

    private readonly Channel<AuditEntry> _unannounced = Channel.CreateBounded<AuditEntry>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Appends an entry; the task ends when it is durable. The same entry again is the same entry.</summary>
    /// <exception cref="StoreUnavailableException">The log is known to be away; nothing waits for it.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the entry may or may not be in the log, and can be given again.</exception>
    public async Task RecordAsync(AuditEntry entry, CancellationToken cancellation)
    {
        if (commits.StoreProblem is { } away)
        {
            throw new StoreUnavailableException(away);
        }

        AppendResult appended = await commits.AppendAsync(entry, cancellation);
        _unannounced.Writer.TryWrite(appended.Entry);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (AuditEntry entry in _unannounced.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await bus.Publish(new AuditEntryAppended { Entry = entry }, stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                Log.NotAnnounced(logger, entry.EntryId, problem);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3011, Level = LogLevel.Warning, Message = "The entry {EntryId} is in the log, but could not be announced")]
        public static partial void NotAnnounced(ILogger logger, Guid entryId, Exception problem);
    }
}
