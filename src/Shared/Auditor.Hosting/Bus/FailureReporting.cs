using Auditor.Contracts;
using MassTransit;

namespace Auditor.Hosting.Bus;

/// <summary>Hands a message that could not be taken to AuditWriter, which keeps it. Returns when the broker has it.</summary>
public static class FailureReporting
{
    /// <summary>On a message that is handed over as it is: the queue it came from.</summary>
    public const string QueueHeader = "auditor-queue";

    /// <summary>On a message that is handed over as it is: what is wrong with it.</summary>
    public const string ProblemHeader = "auditor-problem";

    /// <summary>Larger bodies travel as they are: in base64 inside a report they could outgrow what a broker takes.</summary>
    private const int LargestInReport = 1024 * 1024;

    private const int LongestProblem = 2000;

    public static async Task<Guid> ReportAsync(
        this IPublishEndpoint publishing, string queue, ReceivedBody body, string problem, DateTimeOffset failedAt, CancellationToken cancellation)
    {
        string words = problem.Length > LongestProblem ? problem[..LongestProblem] + "..." : problem;
        Guid id = FailureId.Of(queue, body.Bytes.Span);
        if (body.Bytes.Length > LargestInReport)
        {
            await publishing.Publish(
                body,
                Pipe.Execute<PublishContext<ReceivedBody>>(send =>
                {
                    send.Headers.Set(QueueHeader, queue);
                    send.Headers.Set(ProblemHeader, words);
                    if (send.TryGetPayload(out RabbitMqSendContext? rabbit))
                    {
                        // AuditWriter alone declares that queue: before it ever ran, this is an error to be tried again, not a silent loss.
                        rabbit.Mandatory = true;
                    }
                }),
                cancellation);
            return id;
        }

        var report = new MessageFailed
        {
            FailureId = id,
            Queue = queue,
            BodyBase64 = Convert.ToBase64String(body.Bytes.Span),
            ContentType = body.ContentType,
            Problem = words,
            FailedAt = failedAt,
        };
        await publishing.Publish(report, cancellation);
        return id;
    }
}
