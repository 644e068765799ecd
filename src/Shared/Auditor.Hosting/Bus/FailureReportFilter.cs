using System.Runtime.Serialization;
using Auditor.Contracts;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Auditor.Hosting.Bus;

/// <summary>
/// Tells AuditWriter of a message that a consumer could not take, before MassTransit moves it to the error queue: so that it
/// is kept where people look, turns health red and can be imported again.
/// </summary>
/// <param name="bus">Asked for when it is needed: the bus is still being made when its endpoints get their filters.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Log.</param>
internal sealed partial class FailureReportFilter(Func<IBus> bus, TimeProvider time, ILogger<FailureReportFilter> logger) : IFilter<ExceptionReceiveContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("failureReport");

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        string queue = context.InputAddress.AbsolutePath.Split('/')[^1];
        if (Queues.Questions.Contains(queue, StringComparer.Ordinal))
        {
            // A question is no fact: who asked will ask again.
            Log.QuestionFailed(logger, context.Exception);
            await context.NotifyFaulted(context.Exception);
            return;
        }

        // Failures of keeping failures stay in their error queue: reporting them again would go round for ever.
        if (queue is not (Queues.Failures or Queues.DeadLetters))
        {
            var body = new ReceivedBody(context.GetBody(), context.ContentType?.ToString(), null, null);
            Guid id = await bus().ReportAsync(queue, body, Explain(context.Exception), time.GetUtcNow(), context.CancellationToken);
            Log.MessageFailed(logger, id, queue, context.Exception);
        }

        await next.Send(context);
    }

    private static string Explain(Exception exception) =>
        exception is SerializationException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}";

    private static partial class Log
    {
        [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "Message {FailureId} of queue {Queue} failed and is kept as a failed append")]
        public static partial void MessageFailed(ILogger logger, Guid failureId, string queue, Exception exception);

        [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "A question could not be answered and is dropped")]
        public static partial void QuestionFailed(ILogger logger, Exception exception);
    }
}
