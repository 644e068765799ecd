using Auditor.Contracts;
using Auditor.Hosting.Bus;
using Auditor.Storage;
using Auditor.Wire;
using MassTransit;

namespace Auditor.AuditWriter.Following;

/// <summary>
/// Answers whoever follows the log by position. A question is no fact: one that cannot be read or answered is dropped, and asked again
/// by its asker.
/// </summary>
internal sealed partial class LogPageConsumer(LogPages pages, ILogger<LogPageConsumer> logger) : IConsumer<ReceivedBody>
{
    public async Task Consume(ConsumeContext<ReceivedBody> context)
    {
        LogPage answer;
        try
        {
            LogRequested question = WireFormat.Deserialize<LogRequested>(context.Message.Bytes.Span);
            answer = await pages.ReadAsync(question.From, context.CancellationToken);
        }
        catch (Exception problem) when (problem is WireException or StoreUnavailableException)
        {
            Log.Unanswered(logger, problem);
            return;
        }

        await context.AnswerAsync(answer);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3501, Level = LogLevel.Warning, Message = "A question for a page of the log is dropped")]
        public static partial void Unanswered(ILogger logger, Exception problem);
    }
}
