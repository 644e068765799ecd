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

        return new ReceivedBody(bytes, rabbit.Properties.ContentType, rabbit.Properties.UserId, DeadLetteredFrom(rabbit), Header(rabbit, FailureReporting.ProblemHeader));
    }

    private static string? DeadLetteredFrom(RabbitMqBasicConsumeContext rabbit) =>
        // The broker writes the first queue that gave a message up into this header (RabbitMQ, "Dead Letter Exchanges").
        Header(rabbit, "x-first-death-queue") ?? Header(rabbit, FailureReporting.QueueHeader);

    private static string? Header(RabbitMqBasicConsumeContext rabbit, string name) =>
        rabbit.Properties.Headers is { } headers && headers.TryGetValue(name, out object? value)
            ? value is byte[] text ? Encoding.UTF8.GetString(text) : value as string
            : null;
}
