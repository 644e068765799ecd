using Auditor.Storage;

namespace Auditor.Notifier.Tests.Delivering;

/// <summary>Several Notifiers on one store.</summary>
public sealed class SharingTests
{
    [Fact]
    public async Task What_one_leaves_another_takes_and_goes_on_with()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-notifier-").FullName;
        var receivers = new ScriptedKind();
        await using (DeliveryHost writer = await DeliveryHost.StartAsync(folder, receivers))
        {
            DeliveryHost other = await DeliveryHost.StartAsync(folder, receivers, writer.Log);
            for (int number = 0; number < 6; number++)
            {
                await writer.SubscribeAsync($"{number}");
            }

            await writer.AppendAsync(1, 10);
            await UntilAllGotAsync(writer, 10);
            await other.DisposeAsync();
            await writer.AppendAsync(11, 10);
            await UntilAllGotAsync(writer, 20);
        }

        for (int number = 0; number < 6; number++)
        {
            // In order, and by two who do not crash exactly once.
            Assert.Equal(Enumerable.Range(1, 20).Select(one => $"{one}"), receivers[$"{number}"].Got.Select(one => one.Entry.ResourceName));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Whoever_lost_its_lease_keeps_nothing_and_the_new_holder_goes_on()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        Subscription subscription = await host.SubscribeAsync("a");
        await host.AppendAsync(1, 3);
        await host.UntilGotAsync("a", 3);
        await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Delivered: 3 });

        // Another process believes, by a clock far ahead, that the lease has run out.
        DateTimeOffset later = host.Time.GetUtcNow().AddSeconds(30);
        DeliveryLease stolen = Assert.Single(await host.Store.TakeLeasesAsync([subscription.Id], "thief", later, TimeSpan.FromSeconds(1), CancellationToken.None));
        await host.AppendAsync(4, 3);
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.Equal(3, (await host.ProgressAsync(subscription))!.Delivered);

        await host.Store.ReleaseLeasesAsync([stolen], CancellationToken.None);
        await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Delivered: >= 6 });
        Assert.Equal(Enumerable.Range(1, 6).Select(one => $"{one}"), host.Receivers["a"].Got.Select(one => one.Entry.ResourceName).Distinct());
    }

    private static Task UntilAllGotAsync(DeliveryHost host, int count) =>
        DeliveryHost.UntilAsync(() => Task.FromResult(Enumerable.Range(0, 6).All(number => host.Receivers[$"{number}"].Got.Count >= count)));
}
