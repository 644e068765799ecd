using Auditor.AuditWriter.Entries;
using Auditor.AuditWriter.Telemetry;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Storage;
using MassTransit;

namespace Auditor.AuditWriter.Appending;

/// <summary>The one way into the log, however a fact came: append, compare with what was there, then tell.</summary>
internal sealed class EntryRecorder(GroupCommit commits, WriterMetrics metrics, TimeProvider time)
{
    /// <summary>Returns when the entry is durable and announced.</summary>
    /// <param name="entry">The entry of a fact.</param>
    /// <param name="bus">Where it is announced.</param>
    /// <param name="same">Whether the given entry and a stored one are the same fact, where <see cref="SameFact"/> is too strict.</param>
    /// <param name="cancellation">The caller gives up; the entry may or may not be in the log, and can be given again.</param>
    /// <returns>What the log has; null when it has another fact under this id, which nobody is told of.</returns>
    /// <exception cref="LedgerFormatException">The entry has no canonical form that the log could attest.</exception>
    public async Task<AppendResult?> RecordAsync(
        AuditEntry entry, IPublishEndpoint bus, Func<AuditEntry, AuditEntry, bool>? same, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        AppendResult appended = await commits.AppendAsync(entry, cancellation);
        TimeSpan took = time.GetElapsedTime(began);
        if (appended.AlreadyThere && !(same ?? SameFact.Is)(entry, appended.Entry))
        {
            return null;
        }

        // Also when it was there before: the earlier try may have ended between the append and this line.
        await bus.Publish(new AuditEntryAppended { Entry = appended.Entry }, cancellation);
        if (!appended.AlreadyThere)
        {
            metrics.Appended(appended.Entry, took);
        }

        return appended;
    }
}
