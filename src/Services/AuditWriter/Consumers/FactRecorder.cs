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
/// The one way from a fact on a queue to an entry in the log. What cannot become an entry is kept whole as a
/// failed append; only then is its message acknowledged.
/// </summary>
internal sealed class FactRecorder(EntryRecorder recorder, FailureKeeper keeper, TimeProvider time)
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

        try
        {
            if (await recorder.RecordAsync(entry, context, same: null, context.CancellationToken) is null)
            {
                await KeepAsync(context, queue, $"The log already has an entry with the id {entry.EntryId} that says something else.");
            }
        }
        catch (LedgerFormatException unattestable)
        {
            await KeepAsync(context, queue, "It has no canonical form that the log could attest: " + unattestable.Message);
        }
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
