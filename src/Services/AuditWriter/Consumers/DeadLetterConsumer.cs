using Auditor.AuditWriter.Failures;
using Auditor.Contracts;
using Auditor.Hosting.Bus;
using Auditor.Storage;
using MassTransit;

namespace Auditor.AuditWriter.Consumers;

/// <summary>Keeps what the broker gave up on: a message that was delivered too often without an answer, as when it ends the process each time.</summary>
internal sealed class DeadLetterConsumer(FailureKeeper keeper, TimeProvider time) : IConsumer<ReceivedBody>
{
    public Task Consume(ConsumeContext<ReceivedBody> context)
    {
        ReceivedBody dead = context.Message;
        string queue = dead.DeadLetteredFrom ?? "";
        if (Queues.Questions.Contains(queue, StringComparer.Ordinal))
        {
            // A question that nobody answered in time is no fact; who asked has given up, and asks again when it matters.
            return Task.CompletedTask;
        }

        return keeper.KeepAsync(
            new FailedAppend
            {
                FailureId = FailureId.Of(queue, dead.Bytes.Span),
                Queue = queue,
                Body = dead.Bytes,
                ContentType = dead.ContentType,
                Problem = dead.Problem ?? "The broker delivered this message as often as it may, and no service took it.",
                FailedAt = time.GetUtcNow(),
            },
            context.CancellationToken);
    }
}
