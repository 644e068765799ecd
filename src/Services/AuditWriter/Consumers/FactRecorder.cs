using Auditor.AuditWriter.Appending;
using Auditor.AuditWriter.Entries;
using Auditor.AuditWriter.Failures;
using Auditor.Contracts;
using Auditor.Hosting.Bus;
using Auditor.Ledger;
using Auditor.Storage;
using MassTransit;

namespace Auditor.AuditWriter.Consumers;

/// <summary>
/// The one way from a fact on a queue to an entry in the log: append, then tell. What cannot become an entry is kept whole as a
/// failed append; only then is its message acknowledged.
/// </summary>
internal sealed class FactRecorder(GroupCommit commits, FailureKeeper keeper, TimeProvider time)
{
    public async Task RecordAsync<T>(ConsumeContext<T> context, string queue, Func<T, DateTimeOffset, AuditEntry> entryOf)
        where T : class
    {
        AuditEntry entry;
        try
        {
            entry = entryOf(context.Message, time.GetUtcNow());
        }
        catch (RefusedFactException refused)
        {
            await KeepAsync(context, queue, refused.Message);
            return;
        }

        AppendResult appended;
        try
        {
            appended = await commits.AppendAsync(entry, context.CancellationToken);
        }
        catch (LedgerFormatException unattestable)
        {
            await KeepAsync(context, queue, "It has no canonical form that the log could attest: " + unattestable.Message);
            return;
        }

        if (appended.AlreadyThere && !SameFact(entry, appended.Entry))
        {
            await KeepAsync(context, queue, $"The log already has an entry with the id {entry.EntryId} that says something else.");
            return;
        }

        // Also when it was there before: the earlier try may have ended between the append and this line.
        await context.Publish(new AuditEntryAppended { Entry = appended.Entry }, context.CancellationToken);
    }

    /// <summary>What was accepted when, and what the rules said, may differ between two deliveries of one fact; nothing else may.</summary>
    private static bool SameFact(AuditEntry given, AuditEntry stored)
    {
        AuditEntry comparable = given with
        {
            AcceptedAt = stored.AcceptedAt,
            AppendedAt = stored.AppendedAt,
            PublishedBy = stored.PublishedBy,
            Rules = stored.Rules,
            Outcome = stored.Outcome,
            Position = stored.Position,
        };
        return EntryLeaf.AttestedOf(comparable).AsSpan().SequenceEqual(EntryLeaf.AttestedOf(stored));
    }

    private Task KeepAsync(ConsumeContext context, string queue, string problem)
    {
        byte[] body = context.ReceiveContext.GetBody();
        return keeper.KeepAsync(
            new FailedAppend
            {
                FailureId = FailureId.Of(queue, body),
                Queue = queue,
                Body = body,
                ContentType = context.ReceiveContext.ContentType?.ToString(),
                Problem = problem,
                FailedAt = time.GetUtcNow(),
            },
            context.CancellationToken);
    }
}
