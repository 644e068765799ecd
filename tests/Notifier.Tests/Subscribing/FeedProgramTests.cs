using Auditor.Contracts;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Tests.Feed;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Auditor.Notifier.Tests.Subscribing;

/// <summary>The listeners of docs/subscribe.md on a real broker: pika, amqplib and RabbitMQ.Client.</summary>
public sealed class FeedProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Theory]
    [InlineData("feed.py", "python-exports")]
    [InlineData("feed.js", "node-exports")]
    [InlineData("feed.cs", "csharp-exports")]
    public async Task It_hears_the_exports_and_acknowledges_them(string program, string queue)
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        using var page = new SubscribePage();
        await using StrangersProgram listener = page.Start(program, ("AMQP_URL", broker.Uri.ToString()));
        await UntilAsync(broker, queue, state => state.ConsumerCount == 1, listener.MustRun);
        await using var host = new FeedHost(broker.Uri);
        await using IDestination destination = host.Open();
        Notification[] exports = [.. Enumerable.Range(0, 4).Select(n => Sample.Notification(Sample.Entry(AuditableResources.Export, AuditableActions.Complete), n))];

        await destination.DeliverAsync([exports[0], Sample.Notification(9), .. exports[1..]], CancellationToken.None);

        foreach (Notification export in exports)
        {
            Assert.Equal($"{export.Entry.EntryId} auditor.export.complete HARBOUR\\mkoch Quay 3 north", listener.NextLine());
        }

        await listener.DisposeAsync();
        // What is not acknowledged comes back when its listener is gone. The last may be told of and not acknowledged yet when it goes.
        await UntilAsync(broker, queue, state => state.ConsumerCount == 0, () => { });
        Assert.All(await broker.DrainAsync(queue), back => Assert.Contains(exports[^1].Entry.EntryId.ToString(), System.Text.Encoding.UTF8.GetString(back.Body.Span), StringComparison.Ordinal));
    }

    private static async Task UntilAsync(TestBroker broker, string queue, Func<QueueDeclareOk, bool> condition, Action meanwhile)
    {
        DateTime until = DateTime.UtcNow + Patience;
        while (DateTime.UtcNow < until)
        {
            try
            {
                // The broker closes a channel that asks for a queue that is not there.
                await using IChannel channel = await broker.OpenChannelAsync();
                if (condition(await channel.QueueDeclarePassiveAsync(queue)))
                {
                    return;
                }
            }
            catch (OperationInterruptedException)
            {
            }

            meanwhile();
            await Task.Delay(100);
        }

        throw new TimeoutException($"The queue '{queue}' is not as expected after {Patience}.");
    }
}
