using System.Diagnostics;
using System.Diagnostics.Metrics;
using Auditor.Hosting.Telemetry;
using Auditor.Notifier.Destinations;
using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>What is told of deliveries to whoever watches Notifier (docs/operate.md).</summary>
internal sealed class DeliveryMetrics
{
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _failures;
    private readonly Gauge<long> _backlog;

    public DeliveryMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(AuditorTelemetry.Name);
        _delivered = meter.CreateCounter<long>("auditor.notifications.delivered", "{notification}", "Notifications that a destination acknowledged.");
        _failures = meter.CreateCounter<long>("auditor.notifications.failures", "{attempt}", "Attempts that a destination did not take whole.");
        _backlog = meter.CreateGauge<long>("auditor.notifications.backlog", "{entry}", "Positions of the log that a subscription has not settled yet.");
    }

    /// <summary>An attempt has ended.</summary>
    public void Attempted(Subscription subscription, IReadOnlyList<Notification> batch, DeliveryReport report, DateTimeOffset startedAt)
    {
        var kind = new KeyValuePair<string, object?>("auditor.destination.kind", subscription.Destination.Kind);
        if (report.Acknowledged > 0)
        {
            _delivered.Add(report.Acknowledged, kind);
        }

        if (report.Failure is not null)
        {
            _failures.Add(1, kind);
        }

        foreach (Notification notification in batch.Take(report.Acknowledged))
        {
            using Activity? step = AuditorTelemetry.StartStep(notification.Entry.EntryId, "notified", ActivityKind.Producer, startedAt);
            step?.SetTag("auditor.subscription.id", subscription.Id.ToString("D"));
            step?.SetTag(kind.Key, kind.Value);
        }
    }

    /// <summary>How far behind a subscription is.</summary>
    public void Behind(Subscription subscription, long positions) =>
        _backlog.Record(positions, new KeyValuePair<string, object?>("auditor.subscription.id", subscription.Id.ToString("D")));
}
