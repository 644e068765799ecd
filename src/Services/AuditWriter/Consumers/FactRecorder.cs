using Auditor.AuditWriter.Appending;
using Auditor.AuditWriter.Entries;
using Auditor.Contracts;
using Auditor.Hosting.Bus;
using Auditor.Storage;
using MassTransit;

namespace Auditor.AuditWriter.Consumers;

/// <summary>
/// The one way from a fact on a queue to an entry in the log: append, then tell. What cannot become an entry is kept whole as a
/// failed append; only then is its message acknowledged.
/// </summary>
internal sealed class FactRecorder(GroupCommit commits, IFailedAppends failures, TimeProvider time)
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

        AppendResult appended = await commits.AppendAsync(entry, context.CancellationToken);
        if (appended.AlreadyThere && !SameFact(entry, appended.Entry))
        {
            await KeepAsync(context, queue, $"The log already has an entry with the id {entry.EntryId} that says something else.");
            return;
        }

        // Also when it was there before: the earlier try may have ended between the append and this line.
        await context.Publish(new AuditEntryAppended { Entry = appended.Entry }, context.CancellationToken);
    }

    /// <summary>The rules may have changed between two deliveries of one fact, and so the decision; the fact itself may not.</summary>
    private static bool SameFact(AuditEntry given, AuditEntry stored) =>
        given.AuditableResource == stored.AuditableResource
        && given.OccurredAt == stored.OccurredAt
        && string.Equals(given.AdditionalMetadata.Text, stored.AdditionalMetadata.Text, StringComparison.Ordinal)
        && string.Equals(given.PreviousState.Text, stored.PreviousState.Text, StringComparison.Ordinal)
        && string.Equals(given.NewState.Text, stored.NewState.Text, StringComparison.Ordinal);

    private Task KeepAsync(ConsumeContext context, string queue, string problem)
    {
        byte[] body = context.ReceiveContext.GetBody();
        return failures.AddAsync(
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
