using Auditor.Contracts;
using Auditor.Hosting.Bus;
using Auditor.Wire;
using MassTransit;

namespace Auditor.AuditWriter.Access;

/// <summary>
/// Answers a service that asks whose credential it was shown. A question is no fact: one that cannot be read or answered is dropped;
/// who asked does not let anybody in for it.
/// </summary>
internal sealed partial class IdentityConsumer(StoredCredentials credentials, ILogger<IdentityConsumer> logger) : IConsumer<ReceivedBody>
{
    public async Task Consume(ConsumeContext<ReceivedBody> context)
    {
        IdentityAnswer answer;
        try
        {
            IdentityRequested question = WireFormat.Deserialize<IdentityRequested>(context.Message.Bytes.Span);
            answer = await credentials.CheckAsync(question, context.CancellationToken);
        }
        catch (Exception problem) when (problem is WireException or Storage.StoreUnavailableException)
        {
            Log.Unanswered(logger, problem);
            return;
        }

        await context.AnswerAsync(answer);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3013, Level = LogLevel.Warning, Message = "A question for an identity is dropped")]
        public static partial void Unanswered(ILogger logger, Exception problem);
    }
}
