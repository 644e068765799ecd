using Auditor.Notifier.Destinations;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Delivering;

/// <summary>What becomes of a destination that takes nothing, and what a person can do.</summary>
public sealed class GivingUpTests
{
    [Fact]
    public async Task After_a_week_of_failing_the_subscription_is_disabled_and_what_waits_stays()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-notifier-").FullName;
        var receivers = new ScriptedKind();
        receivers["a"].Answer = _ => DeliveryReport.Failed(0, "503 Service Unavailable");
        Subscription subscription = await TriedInVainForAWeekAsync(folder, receivers);

        await using (DeliveryHost host = await DeliveryHost.StartAsync(folder, receivers))
        {
            SubscriptionChange change = await DisabledAsync(host, subscription);
            Assert.Equal("503 Service Unavailable", change.Why);
            Assert.Equal("Notifier", change.Actor.Name);
            Assert.True(change.ChangedAt - change.FailingSince > TimeSpan.FromDays(7));

            receivers["a"].Answer = null;
            await host.EnableAsync(subscription, enabled: true);
            await host.UntilGotAsync("a", 3);
            Assert.Equal(["1", "2", "3"], receivers["a"].Got.Select(one => one.Entry.ResourceName));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task One_that_was_enabled_again_gets_a_week_again()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-notifier-").FullName;
        var receivers = new ScriptedKind();
        receivers["a"].Answer = _ => DeliveryReport.Failed(0, "no");
        Subscription subscription = await TriedInVainForAWeekAsync(folder, receivers);

        await using (DeliveryHost host = await DeliveryHost.StartAsync(folder, receivers))
        {
            await DisabledAsync(host, subscription);

            Subscription enabled = await host.EnableAsync(subscription, enabled: true);
            await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Failures: > 0 } progress && progress.SubscriptionVersion == enabled.Version);
            Assert.True((await host.Store.LoadAsync(CancellationToken.None)).Subscriptions.Single().Enabled);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_receiver_that_wants_nothing_any_more_is_disabled_at_once()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        host.Receivers["a"].Answer = _ => new DeliveryReport(0, new DeliveryFailure("410 Gone", Final: true));
        Subscription subscription = await host.SubscribeAsync("a");
        await host.AppendAsync(1, 1);
        Assert.Equal("410 Gone", (await DisabledAsync(host, subscription)).Why);
        Assert.Equal(1, host.Receivers["a"].Attempts);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_time_is_left_alone_until_a_person_says_otherwise()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        host.Receivers["a"].Answer = _ => DeliveryReport.Failed(0, "busy", TimeSpan.FromHours(2));
        Subscription subscription = await host.SubscribeAsync("a");
        await host.AppendAsync(1, 1);
        DeliveryProgress? progress = null;
        await DeliveryHost.UntilAsync(async () => (progress = await host.ProgressAsync(subscription)) is { Failures: 1 });
        Assert.True(progress!.NextAttemptAt - progress.FailingSince >= TimeSpan.FromHours(2));

        host.Receivers["a"].Answer = null;
        await host.Store.RequestRetryAsync(subscription.Id, CancellationToken.None);
        await host.UntilGotAsync("a", 1);
        Assert.Equal(2, host.Receivers["a"].Attempts);
    }

    [Fact]
    public async Task An_entry_that_is_passed_over_lets_the_others_through()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        host.Receivers["a"].MostAtOnce = 1;
        host.Receivers["a"].Answer = all => all[0].Entry.ResourceName == "2" ? DeliveryReport.Failed(0, "400 Bad Request", TimeSpan.FromHours(1)) : DeliveryReport.All(all);
        Subscription subscription = await host.SubscribeAsync("a");
        await host.AppendAsync(1, 4);
        DeliveryProgress? waiting = null;
        await DeliveryHost.UntilAsync(async () => (waiting = await host.ProgressAsync(subscription)) is { Failures: 1 });

        await host.ChangeAsync(SubscriptionChangeKind.Skipped, subscription, subscription, waiting!.Position);
        await host.UntilGotAsync("a", 3);
        Assert.Equal(["1", "3", "4"], host.Receivers["a"].Got.Select(one => one.Entry.ResourceName));
        Assert.Equal(4, host.Receivers["a"].Attempts);
    }

    /// <summary>A subscription with three entries waiting, whose destination was tried for as long as it is.</summary>
    private static async Task<Subscription> TriedInVainForAWeekAsync(string folder, ScriptedKind receivers)
    {
        Subscription subscription;
        DeliveryProgress? progress = null;
        await using (DeliveryHost host = await DeliveryHost.StartAsync(folder, receivers))
        {
            subscription = await host.SubscribeAsync("a");
            await host.AppendAsync(1, 3);
            await DeliveryHost.UntilAsync(async () => (progress = await host.ProgressAsync(subscription)) is { Failures: > 0 });
        }

        await using SqliteSubscriptionStore store = await SqliteSubscriptionStore.OpenAsync(Path.Combine(folder, "subscriptions.db"), CancellationToken.None);
        DeliveryLease lease = Assert.Single(
            await store.TakeLeasesAsync([subscription.Id], "the test", DateTimeOffset.UtcNow.AddHours(1), TimeSpan.FromSeconds(1), CancellationToken.None));
        DeliveryProgress week = progress! with { TriedFor = TimeSpan.FromDays(7), FailingSince = DateTimeOffset.UtcNow.AddDays(-7).AddMinutes(-1), NextAttemptAt = null };
        await store.SaveProgressAsync(lease, week, CancellationToken.None);
        await store.ReleaseLeasesAsync([lease], CancellationToken.None);
        return subscription;
    }

    private static async Task<SubscriptionChange> DisabledAsync(DeliveryHost host, Subscription subscription)
    {
        SubscriptionChange? change = null;
        await DeliveryHost.UntilAsync(async () =>
            (change = (await host.Store.HistoryAsync(subscription.Id, CancellationToken.None))[0]).Kind == SubscriptionChangeKind.Disabled);
        Assert.False(change!.Current!.Enabled);
        return change;
    }
}
