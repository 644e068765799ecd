using System.Security.Cryptography;
using Auditor.Notifier.Destinations;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Delivering;

/// <summary>Destinations that do not end, and such that cannot even be opened.</summary>
public sealed class StoppingTests
{
    [Fact]
    public async Task A_destination_that_does_not_end_holds_up_nobody_and_is_not_opened_twice()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        var held = new TaskCompletionSource();
        host.Receivers["a"].Hold = _ => held.Task;
        Subscription subscription = await host.SubscribeAsync("a");
        await host.SubscribeAsync("b");
        await host.AppendAsync(1, 1);
        await DeliveryHost.UntilAsync(() => Task.FromResult(host.Receivers["a"].Attempts == 1));

        await host.EnableAsync(subscription, enabled: false);
        await host.EnableAsync(subscription, enabled: true);
        await host.SubscribeAsync("c");
        await host.AppendAsync(2, 3);
        await host.UntilGotAsync("c", 4);
        await host.UntilGotAsync("b", 4);
        Assert.Equal(1, host.Receivers["a"].Attempts);

        held.SetResult();
        await host.UntilGotAsync("a", 4);
        Assert.Equal(["1", "2", "3", "4"], host.Receivers["a"].Got.Select(one => one.Entry.ResourceName).Distinct());
    }

    [Fact]
    public async Task A_delivery_is_ended_when_its_lease_runs_out_also_while_the_store_is_away()
    {
        UnreliableStore? store = null;
        await using DeliveryHost host = await DeliveryHost.StartAsync(store: inner => store = UnreliableStore.Over(inner));
        var ended = new TaskCompletionSource();
        host.Receivers["a"].Hold = async cancellation =>
        {
            await using CancellationTokenRegistration registration = cancellation.Register(ended.SetResult);
            await Task.Delay(Timeout.Infinite, cancellation);
        };
        await host.SubscribeAsync("a");
        await host.AppendAsync(1, 1);
        await DeliveryHost.UntilAsync(() => Task.FromResult(host.Receivers["a"].Attempts == 1));
        Assert.False(ended.Task.IsCompleted);

        store!.IsAway = true;

        await DeliveryHost.UntilAsync(() => Task.FromResult(ended.Task.IsCompleted));
    }

    [Fact]
    public async Task A_subscription_whose_secret_cannot_be_read_fails_and_says_so()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        Subscription subscription = await host.SubscribeAsync("a");
        string ofAnotherKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(60));
        await host.ChangeAsync(SubscriptionChangeKind.Updated, subscription, subscription with { Secrets = [new SealedSecret { Name = "signing", Sealed = ofAnotherKey }] });
        await host.AppendAsync(1, 1);

        DeliveryProgress? failing = null;
        await DeliveryHost.UntilAsync(async () => (failing = await host.ProgressAsync(subscription)) is { Failures: > 0 });

        Assert.Equal("The secret was encrypted with another key than this server's; give it anew with PUT.", failing!.LastFailure);
        Assert.NotNull(failing.FailingSince);
    }

    [Fact]
    public async Task A_former_secret_is_used_until_its_end_and_not_longer()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        Subscription subscription = await host.SubscribeAsync("a");
        Subscription rotated = subscription with { Secrets = [host.Secrets.Seal(subscription.Id, "signing", "former")] };
        rotated = rotated with { Secrets = host.Secrets.Rotated(rotated, "signing", "current") };
        await host.ChangeAsync(SubscriptionChangeKind.Updated, subscription, rotated);
        await DeliveryHost.UntilAsync(() => Task.FromResult(host.Receivers["a"].Secrets is ["current", "former"]));

        host.Time.Ahead = TimeSpan.FromHours(25);
        await DeliveryHost.UntilAsync(() => Task.FromResult(host.Receivers["a"].Secrets is ["current"]));

        await host.AppendAsync(1, 1);
        await host.UntilGotAsync("a", 1);
    }

    [Fact]
    public async Task What_a_destination_stumbles_over_is_found_among_the_others_and_can_be_passed_over()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        host.Receivers["a"].Answer = all =>
            all.Any(one => one.Entry.ResourceName == "3") ? throw new InvalidOperationException("a bug,\nand another line") : DeliveryReport.All(all);
        await host.AppendAsync(1, 5);
        Subscription subscription = await host.SubscribeAsync("a");
        await host.UntilGotAsync("a", 2);
        DeliveryProgress? waiting = null;
        await DeliveryHost.UntilAsync(async () => (waiting = await host.ProgressAsync(subscription)) is { Failures: > 0, Delivered: 2 });
        Assert.Equal("InvalidOperationException: a bug, and another line", waiting!.LastFailure);

        await host.ChangeAsync(SubscriptionChangeKind.Skipped, subscription, subscription, waiting.Position);
        await host.UntilGotAsync("a", 4);
        Assert.Equal(["1", "2", "4", "5"], host.Receivers["a"].Got.Select(one => one.Entry.ResourceName));
    }
}
