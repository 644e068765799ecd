using MassTransit;

namespace Auditor.Hosting.Bus;

/// <summary>Answers to questions on the bus, whichever way they were asked.</summary>
public static class Answering
{
    // MassTransit sends what goes to this address to the default exchange, by the asker's reply_to as routing key.
    private static readonly Uri ReplyTo = new("exchange:amq.rabbitmq.reply-to");

    /// <summary>
    /// Answers a MassTransit request client, or a plain AMQP client that set <c>reply_to</c> (a queue of its own, or
    /// <c>amq.rabbitmq.reply-to</c>); the latter finds its <c>correlation_id</c> on the answer, whatever text it is.
    /// </summary>
    /// <returns>False when the question says nowhere that an answer could go; a queue of the services (<c>auditor.</c>...) or of a subscriber (<c>subscriber-</c>...) is no such place.</returns>
    public static async Task<bool> AnswerAsync<T>(this ConsumeContext question, T answer)
        where T : class
    {
        if (question.ResponseAddress is not null)
        {
            await question.RespondAsync(answer);
            return true;
        }

        if (!question.TryGetPayload(out RabbitMqBasicConsumeContext? asked)
            || string.IsNullOrWhiteSpace(asked.Properties.ReplyTo)
            || IsOthers(asked.Properties.ReplyTo))
        {
            return false;
        }

        ISendEndpoint asker = await question.GetSendEndpoint(ReplyTo);
        await asker.Send(
            answer,
            Pipe.Execute<SendContext<T>>(send =>
            {
                // An answer is of use only to who still waits for it.
                send.Durable = false;
                // By this a MassTransit request client knows its answer.
                send.RequestId = question.RequestId;
                if (send.TryGetPayload(out RabbitMqSendContext? plain))
                {
                    plain.BasicProperties.CorrelationId = asked.Properties.CorrelationId;
                }
            }),
            question.CancellationToken);
        return true;
    }

    /// <summary>
    /// An answer goes by the default exchange, on this service's permission and to any queue that the asker names. Nobody gets one put where it
    /// would be taken for a fact, or for an entry (decision 0027).
    /// </summary>
    private static bool IsOthers(string queue) =>
        queue.StartsWith("auditor.", StringComparison.OrdinalIgnoreCase) || queue.StartsWith("subscriber-", StringComparison.OrdinalIgnoreCase);
}
