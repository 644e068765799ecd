using Auditor.Contracts;
using Auditor.Storage;
using MassTransit;

namespace Auditor.AuditWriter.Consumers;

/// <summary>Keeps what another consumer could not take.</summary>
internal sealed class FailureConsumer(IFailedAppends failures) : IConsumer<MessageFailed>
{
    public Task Consume(ConsumeContext<MessageFailed> context)
    {
        MessageFailed failed = context.Message;
        return failures.AddAsync(
            new FailedAppend
            {
                FailureId = failed.FailureId,
                Queue = failed.Queue,
                Body = Convert.FromBase64String(failed.BodyBase64),
                ContentType = failed.ContentType,
                Problem = failed.Problem,
                FailedAt = failed.FailedAt,
            },
            context.CancellationToken);
    }
}
