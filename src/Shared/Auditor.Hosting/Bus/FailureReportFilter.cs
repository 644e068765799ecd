using System.Runtime.Serialization;
using Auditor.Contracts;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Auditor.Hosting.Bus;

/// <summary>
/// Tells AuditWriter of a message that a consumer could not take, before MassTransit moves it to the error queue: so that it
/// is kept where people look, turns health red and can be imported again.
/// </summary>
internal sealed partial class FailureReportFilter(TimeProvider time, ILogger<FailureReportFilter> logger) : IFilter<ExceptionReceiveContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("failureReport");

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        string queue = context.InputAddress.AbsolutePath.Split('/')[^1];
        byte[] body = context.GetBody();
        Guid id = FailureId.Of(queue, body);
        Log.MessageFailed(logger, id, queue, context.Exception);

        // Failures of taking failures stay in their error queue: reporting them again would go round for ever.
        if (queue is not (Queues.Failures or Queues.DeadLetters))
        {
            ISendEndpoint failures = await context.PublishEndpointProvider.GetPublishSendEndpoint<MessageFailed>();
            var report = new MessageFailed
            {
                FailureId = id,
                Queue = queue,
                BodyBase64 = Convert.ToBase64String(body),
                Problem = Explain(context.Exception),
                FailedAt = time.GetUtcNow(),
            };
            await failures.Send(report, context.CancellationToken);
        }

        await next.Send(context);
    }

    private static string Explain(Exception exception) =>
        exception is SerializationException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}";

    private static partial class Log
    {
        [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "Message {FailureId} of queue {Queue} failed and is kept as a failed append")]
        public static partial void MessageFailed(ILogger logger, Guid failureId, string queue, Exception exception);
    }
}
