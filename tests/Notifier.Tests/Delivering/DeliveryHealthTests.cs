using Auditor.Notifier.Destinations;
using Auditor.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auditor.Notifier.Tests.Delivering;

/// <summary>What whoever watches Notifier sees of its destinations.</summary>
public sealed class DeliveryHealthTests
{
    [Fact]
    public async Task A_destination_that_fails_for_long_is_seen_by_its_name_until_it_works()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        host.Receivers["a"].Answer = _ => DeliveryReport.Failed(0, "no");
        Subscription subscription = await host.SubscribeAsync("a");
        await host.AppendAsync(1, 1);
        await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Failures: > 0 });
        Assert.Equal(HealthStatus.Healthy, (await DeliveriesAsync(host)).Status);

        host.Time.Ahead = TimeSpan.FromMinutes(16);
        HealthReportEntry failing = await DeliveriesAsync(host);
        Assert.Equal(HealthStatus.Degraded, failing.Status);
        Assert.Contains("'a' since ", failing.Description, StringComparison.Ordinal);

        host.Receivers["a"].Answer = null;
        await host.UntilGotAsync("a", 1);
        await DeliveryHost.UntilAsync(async () => (await DeliveriesAsync(host)).Status == HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_destination_that_was_given_up_stays_seen_and_one_that_a_person_disabled_is_not()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        host.Receivers["a"].Answer = _ => new DeliveryReport(0, new DeliveryFailure("410 Gone", Final: true));
        Subscription subscription = await host.SubscribeAsync("a");
        Subscription other = await host.SubscribeAsync("b");
        await host.EnableAsync(other, enabled: false);
        await host.AppendAsync(1, 1);
        await DeliveryHost.UntilAsync(async () =>
            (await host.Store.HistoryAsync(subscription.Id, CancellationToken.None))[0].Kind == SubscriptionChangeKind.Disabled);

        HealthReportEntry gone = await DeliveriesAsync(host);
        Assert.Equal((HealthStatus.Degraded, "Destinations that take nothing: 'a', given up. GET /api/subscriptions says why."), (gone.Status, gone.Description));

        host.Receivers["a"].Answer = null;
        await host.EnableAsync(subscription, enabled: true);
        await DeliveryHost.UntilAsync(async () => (await DeliveriesAsync(host)).Status == HealthStatus.Healthy);
    }

    private static async Task<HealthReportEntry> DeliveriesAsync(DeliveryHost host) => (await host.Health.CheckHealthAsync()).Entries["deliveries"];
}
