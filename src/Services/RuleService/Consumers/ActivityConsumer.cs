using Auditor.Contracts;
using Auditor.Hosting.Bus;
using Auditor.Rules;
using Auditor.RuleService.Book;
using Auditor.Wire;
using MassTransit;

namespace Auditor.RuleService.Consumers;

/// <summary>
/// Takes what plugins observed, and says what the rules make of it. Anyone may publish here: what is no activity goes to the
/// failed appends, where people look, and stops nothing else.
/// </summary>
internal sealed partial class ActivityConsumer(RuleBookHolder rules, ActivityMetrics metrics, TimeProvider time, ILogger<ActivityConsumer> logger) : IConsumer<ReceivedBody>
{
    public async Task Consume(ConsumeContext<ReceivedBody> context)
    {
        ReceivedBody body = context.Message;
        DateTimeOffset acceptedAt = time.GetUtcNow();
        ActivityReading reading;
        try
        {
            reading = ActivityReader.Read(body.Bytes);
        }
        catch (WireException problem)
        {
            Guid failure = await context.ReportAsync(Queues.Activities, body, problem.Message, acceptedAt, context.CancellationToken);
            Log.Unreadable(logger, failure, problem.Message);
            return;
        }

        var decided = new ActivityDecided
        {
            Activity = reading.Activity,
            Decision = Decide(reading, rules.Current),
            Original = reading.Original,
            PublishedBy = body.PublishedBy,
            AcceptedAt = acceptedAt,
        };
        await context.Publish(decided, context.CancellationToken);
        metrics.Accepted(decided.Activity, decided.Decision, acceptedAt);
    }

    private static Decision Decide(ActivityReading reading, RuleBook book) =>
        // What this version understands in part it could only judge in part; it is recorded as it came, by no rule.
        reading.Original.IsNull ? book.Decide(reading.Activity) : new Decision { Revision = book.Revision };

    private static partial class Log
    {
        [LoggerMessage(EventId = 2011, Level = LogLevel.Warning, Message = "An activity cannot be read and is kept as failed append {FailureId}: {Problem}")]
        public static partial void Unreadable(ILogger logger, Guid failureId, string problem);
    }
}
