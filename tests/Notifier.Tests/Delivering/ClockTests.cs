using Auditor.Notifier.Delivering;
using Auditor.Notifier.Destinations;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Delivering;

/// <summary>Clocks that step, and time that passes while entries wait.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task A_clock_that_is_put_back_stops_no_attempts()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        host.Receivers["a"].Answer = _ => DeliveryReport.Failed(0, "no", TimeSpan.FromSeconds(5));
        Subscription subscription = await host.SubscribeAsync("a");
        await host.AppendAsync(1, 1);
        await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Failures: > 0 });

        host.Time.Ahead = -TimeSpan.FromDays(3);
        host.Receivers["a"].Answer = null;

        await host.UntilGotAsync("a", 1);
    }

    [Fact]
    public async Task A_pause_that_nobody_can_have_set_is_over_after_a_restart()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-notifier-").FullName;
        var receivers = new ScriptedKind();
        await using (DeliveryHost host = await DeliveryHost.StartAsync(folder, receivers))
        {
            host.Time.Ahead = TimeSpan.FromDays(30);
            receivers["a"].Answer = _ => DeliveryReport.Failed(0, "no");
            Subscription subscription = await host.SubscribeAsync("a");
            await host.AppendAsync(1, 1);
            await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Failures: > 0 });
        }

        receivers["a"].Answer = null;
        await using (DeliveryHost host = await DeliveryHost.StartAsync(folder, receivers))
        {
            await host.UntilGotAsync("a", 1);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_clock_that_jumps_ahead_gives_nobody_up()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        host.Receivers["a"].Answer = _ => DeliveryReport.Failed(0, "no");
        Subscription subscription = await host.SubscribeAsync("a");
        await host.AppendAsync(1, 1);
        await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Failures: > 0 });
        int before = host.Receivers["a"].Attempts;

        host.Time.Ahead = TimeSpan.FromDays(30);
        await host.Store.RequestRetryAsync(subscription.Id, CancellationToken.None);

        await DeliveryHost.UntilAsync(() => Task.FromResult(host.Receivers["a"].Attempts >= before + 2));
        Assert.True(Assert.Single((await host.Store.LoadAsync(CancellationToken.None)).Subscriptions).Enabled);
    }

    [Fact]
    public async Task A_digest_of_an_entry_from_the_future_does_not_wait_for_it()
    {
        var log = new ScriptedLog();
        await using DeliveryHost host = await DeliveryHost.StartAsync(log: log, leaseSeconds: 300);
        host.Receivers["a"].CollectsFor = TimeSpan.FromMinutes(1);
        await host.SubscribeAsync("a");
        await host.SubscribeAsync("witness");
        log.Append(ScriptedLog.Entry("1") with { AppendedAt = host.Time.GetUtcNow().AddYears(10) });
        await host.UntilGotAsync("witness", 1);

        await DeliveryHost.UntilAsync(() =>
        {
            host.Time.Later += TimeSpan.FromSeconds(1);
            return Task.FromResult(host.Receivers["a"].Got.Count == 1);
        });
    }

    [Fact]
    public async Task What_is_erased_while_it_waits_for_a_destination_is_not_told()
    {
        var log = new ScriptedLog();
        await using DeliveryHost host = await DeliveryHost.StartAsync(log: log, leaseSeconds: 300);
        host.Receivers["a"].Answer = _ => DeliveryReport.Failed(0, "no", TimeSpan.FromHours(1));
        Subscription subscription = await host.SubscribeAsync("a");
        log.Append("1", "2", "3");
        await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Failures: > 0 });

        log.Erase(1);
        host.Receivers["a"].Answer = null;
        host.Time.Later = TimeSpan.FromMinutes(2);
        await host.Store.RequestRetryAsync(subscription.Id, CancellationToken.None);
        await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Position: 3 });

        Assert.Equal(["1", "3"], host.Receivers["a"].Got.Select(one => one.Entry.ResourceName));
        Assert.Equal((2, 1), ((await host.ProgressAsync(subscription))!.Delivered, (await host.ProgressAsync(subscription))!.Erased));
    }

    [Fact]
    public async Task Large_entries_wait_in_the_log_and_not_in_memory()
    {
        const int Size = 100_000;
        var log = new ScriptedLog();
        log.Append(Enumerable.Range(0, 40).Select(_ => new string('x', Size)));
        await using DeliveryHost host = await DeliveryHost.StartAsync(log: log);
        host.Receivers["a"].MostAtOnce = 1_000;
        await host.SubscribeAsync("a");
        await host.UntilGotAsync("a", 40);

        Assert.All(host.Receivers["a"].Batches, batch => Assert.InRange(batch * Size, 0, SubscriptionBacklog.MostCharacters + (512 * 1024)));
    }
}
