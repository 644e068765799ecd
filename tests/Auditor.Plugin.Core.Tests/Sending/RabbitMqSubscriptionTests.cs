using System.Collections.Concurrent;
using System.Text;
using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Tests.Spooling;
using RabbitMQ.Client;

namespace Auditor.Plugin.Core.Tests.Sending;

/// <summary>What is heard and taken from a real broker.</summary>
[Collection(TestBroker.OneAtATime)]
public sealed class RabbitMqSubscriptionTests : IAsyncLifetime
{
    private readonly WrittenLog _log = new();
    private TestBroker _broker = null!;

    public async ValueTask InitializeAsync() => _broker = await TestBroker.CreateAsync();

    [Fact]
    public async Task What_is_announced_is_heard_again_after_the_connection_was_cut()
    {
        await _broker.DeclareAsync(Exchanges.Rules, queue: null);
        using RabbitMqLink link = await ConnectAsync(_broker.Settings);
        var heard = new ConcurrentQueue<string>();
        using IDisposable listening = link.Listen(Exchanges.Rules, "changed", body =>
        {
            heard.Enqueue(Encoding.UTF8.GetString(body));
            throw new InvalidOperationException("A listener that fails is heard of in the log and nowhere else.");
        });
        await _broker.AnnounceUntilHeardAsync(heard, "before");

        await _broker.CutAsync();
        await _broker.AnnounceUntilHeardAsync(heard, "after");
    }

    [Fact]
    public async Task What_was_published_while_the_consumer_was_away_arrives_and_in_order()
    {
        await _broker.DeclareAsync(Exchanges.Appended, queue: null);
        var taken = new ConcurrentQueue<int>();
        using (RabbitMqLink link = await ConnectAsync(_broker.Settings))
        {
            using IDisposable consuming = Consume(link, taken);
            await EventuallyTakenAsync(taken, 1);
        }

        await PublishAsync(Enumerable.Range(2, 50));
        using RabbitMqLink again = await ConnectAsync(_broker.Settings);
        using IDisposable consumingAgain = Consume(again, taken);
        await Eventually.TrueAsync(() => taken.Contains(51), "all are taken");

        Assert.Equal(Enumerable.Range(1, 51), taken.Distinct());
    }

    [Fact]
    public async Task One_that_fails_comes_again_and_those_behind_it_stay_behind_it()
    {
        await _broker.DeclareAsync(Exchanges.Appended, queue: null);
        using RabbitMqLink link = await ConnectAsync(_broker.Settings);
        var taken = new ConcurrentQueue<int>();
        int failures = 1;
        using IDisposable consuming = Consume(link, taken, number => number == 3 && Interlocked.Decrement(ref failures) >= 0);
        await EventuallyTakenAsync(taken, 1);
        await PublishAsync([2, 3, 4, 5]);

        await Eventually.TrueAsync(() => taken.Contains(5), "all are taken");

        Assert.Equal([1, 2, 3, 4, 5], taken.Distinct());
        Assert.Contains(_log.Errors, line => line.Contains("tried again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_consumer_that_is_cut_off_in_hand_gets_what_it_did_not_acknowledge()
    {
        await _broker.DeclareAsync(Exchanges.Appended, queue: null);
        using RabbitMqLink link = await ConnectAsync(_broker.Settings);
        int times = 0;
        var inHand = new TaskCompletionSource();
        using IDisposable consuming = link.Consume("auditor.event-server.t.appended", Exchanges.Appended, "#", async (_, cancellation) =>
        {
            if (Interlocked.Increment(ref times) == 1)
            {
                inHand.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
            }
        });
        await EventuallyPublishedAsync();
        await inHand.Task;

        await _broker.CutAsync();

        await Eventually.TrueAsync(() => Volatile.Read(ref times) >= 2, "it came again");
    }

    public async ValueTask DisposeAsync() => await _broker.DisposeAsync();

    private static IDisposable Consume(RabbitMqLink link, ConcurrentQueue<int> taken, Func<int, bool>? fails = null) =>
        link.Consume("auditor.event-server.t.appended", Exchanges.Appended, "#", (body, _) =>
        {
            int number = BitConverter.ToInt32(body);
            if (fails?.Invoke(number) == true)
            {
                throw new InvalidOperationException("not now");
            }

            taken.Enqueue(number);
            return Task.CompletedTask;
        });

    private async Task<RabbitMqLink> ConnectAsync(ConnectionSettings settings)
    {
        var link = new RabbitMqLink(settings, "test", TimeProvider.System, _log);
        await Eventually.TrueAsync(() => link.Status.Connected, () => "connected; " + link.Status.Problem);
        return link;
    }

    private async Task PublishAsync(IEnumerable<int> numbers)
    {
        await using IChannel channel = await _broker.ChannelAsync();
        foreach (int number in numbers)
        {
            await channel.BasicPublishAsync(Exchanges.Appended, "k", mandatory: true, BitConverter.GetBytes(number));
        }
    }

    /// <summary>Publishes as soon as the queue is bound, once.</summary>
    private async Task EventuallyPublishedAsync()
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await PublishAsync([1]);
                return;
            }
            catch (RabbitMQ.Client.Exceptions.PublishException) when (attempt < 200)
            {
                await Task.Delay(50);
            }
        }
    }

    private async Task EventuallyTakenAsync(ConcurrentQueue<int> taken, int number)
    {
        await EventuallyPublishedAsync();
        await Eventually.TrueAsync(() => taken.Contains(number), "it is taken");
    }
}
