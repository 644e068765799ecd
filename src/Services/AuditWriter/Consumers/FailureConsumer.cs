using Auditor.AuditWriter.Failures;
using Auditor.Contracts;
using Auditor.Hosting.Bus;
using Auditor.Storage;
using Auditor.Wire;
using MassTransit;

namespace Auditor.AuditWriter.Consumers;

/// <summary>Keeps what another consumer could not take. A report that cannot be read is kept itself: something failed, and nobody else knows.</summary>
internal sealed class FailureConsumer(FailureKeeper keeper, TimeProvider time) : IConsumer<ReceivedBody>
{
    public Task Consume(ConsumeContext<ReceivedBody> context) => keeper.KeepAsync(Read(context.Message), context.CancellationToken);

    private FailedAppend Read(ReceivedBody report)
    {
        try
        {
            MessageFailed failed = WireFormat.Deserialize<MessageFailed>(report.Bytes.Span);
            byte[] body = Convert.FromBase64String(failed.BodyBase64 ?? throw new WireException("'bodyBase64' must not be null."));
            string queue = failed.Queue ?? throw new WireException("'queue' must not be null.");
            return new FailedAppend
            {
                // Made here, not taken from the report: two bodies can never share a record.
                FailureId = FailureId.Of(queue, body),
                Queue = queue,
                Body = body,
                ContentType = failed.ContentType,
                Problem = failed.Problem ?? "",
                FailedAt = failed.FailedAt == default ? time.GetUtcNow() : failed.FailedAt,
            };
        }
        catch (Exception unreadable) when (unreadable is WireException or FormatException)
        {
            return new FailedAppend
            {
                FailureId = FailureId.Of(Queues.Failures, report.Bytes.Span),
                Queue = Queues.Failures,
                Body = report.Bytes,
                ContentType = report.ContentType,
                Problem = "A report of a failure cannot be read: " + unreadable.Message,
                FailedAt = time.GetUtcNow(),
            };
        }
    }
}
