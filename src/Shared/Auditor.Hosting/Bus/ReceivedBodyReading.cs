using System.Text;
using MassTransit;

namespace Auditor.Hosting.Bus;

internal static class ReceivedBodyReading
{
    public static ReceivedBody ToReceivedBody(this ReceiveContext? receive, MessageBody body)
    {
        byte[] bytes = body.GetBytes();
        if (receive is null || !receive.TryGetPayload(out RabbitMqBasicConsumeContext? rabbit))
        {
            return new ReceivedBody(bytes, null, null, null);
        }

        return new ReceivedBody(bytes, rabbit.Properties.ContentType, rabbit.Properties.UserId, DeadLetteredFrom(rabbit));
    }

    private static string? DeadLetteredFrom(RabbitMqBasicConsumeContext rabbit) =>
        // The broker writes the first queue that gave a message up into this header (RabbitMQ, "Dead Letter Exchanges").
        rabbit.Properties.Headers is { } headers && headers.TryGetValue("x-first-death-queue", out object? queue)
            ? queue is byte[] name ? Encoding.UTF8.GetString(name) : queue as string
            : null;
}
