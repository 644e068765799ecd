using Auditor.AuditWriter.Appending;
using Auditor.Contracts;
using Auditor.Storage;
using MassTransit;

namespace Auditor.AuditWriter.Changes;

/// <summary>Records the changes of a request: all of them, or none where one contradicts what the log has.</summary>
internal sealed class ChangeDesk(EntryRecorder recorder, GroupCommit commits, IAuditLog log, IBus bus)
{
    /// <summary>
    /// Returns when every entry is durable and announced. Given up or failed half way, the same request can be sent again: what is there is
    /// recognised.
    /// </summary>
    /// <returns>What became of each, in order; and the changes whose id the log has for something else.</returns>
    /// <exception cref="StoreUnavailableException">The store is known to be away: the caller is told, and not kept waiting.</exception>
    public async Task<(ChangesRecorded Recorded, IReadOnlyList<ReportedChange> Contradicting)> RecordAsync(
        IReadOnlyList<ReportedChange> changes, CancellationToken cancellation)
    {
        if (commits.StoreProblem is { } away)
        {
            throw new StoreUnavailableException(away);
        }

        var recorded = new ChangeRecorded[changes.Count];
        var contradicting = new List<ReportedChange>();
        foreach (ReportedChange change in changes)
        {
            if (await log.FindAsync(change.Entry.EntryId, cancellation) is { } stored && !change.IsIn(change.Entry, stored))
            {
                contradicting.Add(change);
            }
        }

        if (contradicting.Count > 0)
        {
            return (new ChangesRecorded([]), contradicting);
        }

        AppendResult?[] results = await Task.WhenAll(
            changes.Select(change => recorder.RecordAsync(change.Entry, bus, change.IsIn, cancellation)));
        for (int i = 0; i < results.Length; i++)
        {
            if (results[i] is { } result)
            {
                recorded[i] = new ChangeRecorded(result.Entry.EntryId, result.AlreadyThere);
            }
            else
            {
                // Somebody reported another change with this id since the look above.
                contradicting.Add(changes[i]);
            }
        }

        return (new ChangesRecorded(recorded), contradicting);
    }
}
