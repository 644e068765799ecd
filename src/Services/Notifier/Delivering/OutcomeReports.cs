using Auditor.Contracts;
using Auditor.Hosting.Changes;
using Auditor.Notifier.Destinations;
using Auditor.Storage;
using MassTransit;

namespace Auditor.Notifier.Delivering;

/// <summary>Tells the log what became of the notifications that rules asked for.</summary>
internal sealed partial class OutcomeReports(IBus bus, TimeProvider time, ILogger<OutcomeReports> logger, AppendedChanges? appended = null)
{
    public const string Deliverer = "Notifier";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Returns when every report is safe: with the broker, or, where there is none, in the log (decision 0012). A delivery that is done
    /// again, after a crash, is a delivery of its own and reported as such.
    /// </summary>
    public async Task ReportAsync(Subscription subscription, IEnumerable<Notification> delivered, CancellationToken cancellation)
    {
        foreach (Notification notification in delivered.Where(one => one.AskedBy.Count > 0))
        {
            OutcomeDelivered report = Of(subscription, notification);
            await PublishAsync(report, cancellation);
        }
    }

    private OutcomeDelivered Of(Subscription subscription, Notification notification) => new()
    {
        DeliveryId = Guid.CreateVersion7(time.GetUtcNow()),
        EntryId = notification.Entry.EntryId,
        Tenant = notification.Entry.Tenant,
        DeliveredBy = Deliverer,
        Deliveries =
        [
            .. notification.AskedBy.SelectMany(rule => (rule.NotificationChannels ?? [])
                .Where(channel => subscription.Filter.Channels.Contains(channel, StringComparer.Ordinal))
                .Select(channel => new OutcomeDelivery { Text = $"Notification to channel '{channel}' by subscription '{subscription.Name}'", RuleId = rule.Id })),
        ],
        Host = Environment.MachineName,
        DeliveredAt = time.GetUtcNow(),
    };

    private async Task PublishAsync(OutcomeDelivered report, CancellationToken cancellation)
    {
        for (bool said = false; ; said = true)
        {
            try
            {
                appended?.Expect(report.DeliveryId);
                await bus.Publish(report, cancellation);
                if (appended is not null)
                {
                    await appended.UntilAppendedAsync(report.DeliveryId, cancellation);
                }

                return;
            }
            catch (Exception problem) when (!cancellation.IsCancellationRequested)
            {
                if (!said)
                {
                    Log.Waiting(logger, report.DeliveryId, problem);
                }

                await Task.Delay(Pause, time, cancellation);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5021, Level = LogLevel.Warning, Message = "The report {DeliveryId} of a notification waits for the bus")]
        public static partial void Waiting(ILogger logger, Guid deliveryId, Exception problem);
    }
}
