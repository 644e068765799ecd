using System.Collections.Concurrent;
using System.Text;
using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Spooling;
using Auditor.Plugin.Core.Tests.Spooling;
using Auditor.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Auditor.Plugin.Core.Tests.Sending;

/// <summary>Against a real broker.</summary>
[Collection(TestBroker.OneAtATime)]
public sealed class RabbitMqLinkTests : IAsyncLifetime
{
    private readonly WrittenLog _log = new();
    private TestBroker _broker = null!;

    public async ValueTask InitializeAsync() => _broker = await TestBroker.CreateAsync();

    [Fact]
    public async Task What_is_sent_is_persistent_typed_identified_and_vouched_for()
    {
        await _broker.DeclareAsync(Exchanges.Activities, Queues.Activities);
        using RabbitMqLink link = await ConnectAsync(_broker.Settings);
        var id = Guid.NewGuid();

        await link.SendAsync(new BrokerMessage(Exchanges.Activities, "PlaybackEntered.Harbour", id, [1, 2, 3]), CancellationToken.None);

        (IReadOnlyBasicProperties properties, byte[] body) = Assert.Single(await _broker.TakeAllAsync(Queues.Activities));
        Assert.Equal([1, 2, 3], body);
        Assert.Equal((DeliveryModes.Persistent, "application/json", id.ToString(), _broker.Settings.User), (properties.DeliveryMode, properties.ContentType, properties.MessageId, properties.UserId));
    }

    [Fact]
    public async Task Many_under_way_at_once_keep_their_order()
    {
        await _broker.DeclareAsync(Exchanges.Activities, Queues.Activities);
        using RabbitMqLink link = await ConnectAsync(_broker.Settings);

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(number =>
            link.SendAsync(new BrokerMessage(Exchanges.Activities, "k", Guid.NewGuid(), BitConverter.GetBytes(number)), CancellationToken.None)));

        Assert.Equal(Enumerable.Range(0, 1000), (await _broker.TakeAllAsync(Queues.Activities)).Select(got => BitConverter.ToInt32(got.Body)));
    }

    [Fact]
    public async Task A_message_that_no_queue_takes_fails_in_words_and_is_taken_when_there_is_one()
    {
        await _broker.DeclareAsync(Exchanges.Activities, queue: null);
        using RabbitMqLink link = await ConnectAsync(_broker.Settings);

        BrokerLinkException problem = await Assert.ThrowsAsync<BrokerLinkException>(() => SendAsync(link));
        Assert.Contains("No queue takes what is published on 'auditor.activities'", problem.Message, StringComparison.Ordinal);
        Assert.Equal((false, problem.Message), (link.Status.Connected, link.Status.Problem));

        await _broker.DeclareAsync(Exchanges.Activities, Queues.Activities);
        await SendAsync(link);
        Assert.True(link.Status.Connected);
    }

    [Fact]
    public async Task An_exchange_that_is_not_there_yet_is_said_and_used_as_soon_as_it_is()
    {
        using RabbitMqLink link = await ConnectAsync(_broker.Settings);

        BrokerLinkException problem = await Assert.ThrowsAsync<BrokerLinkException>(() => SendAsync(link));
        Assert.Contains("'auditor.activities' is not there yet", problem.Message, StringComparison.Ordinal);

        await _broker.DeclareAsync(Exchanges.Activities, Queues.Activities);
        await EventuallySendAsync(link);
        Assert.Single(await _broker.TakeAllAsync(Queues.Activities));
    }

    [Fact]
    public async Task A_user_who_may_not_report_is_told_so()
    {
        await _broker.DeclareAsync(Exchanges.Activities, Queues.Activities);
        using RabbitMqLink link = await ConnectAsync(await _broker.AddUserAsync("^$", "^$", ".*"));

        BrokerLinkException problem = await Assert.ThrowsAsync<BrokerLinkException>(() => SendAsync(link));

        Assert.Contains("has no permission on the exchange 'auditor.activities'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_answered_and_one_that_nobody_answers_ends()
    {
        await _broker.DeclareAsync(Exchanges.Policy, Queues.Policy);
        using RabbitMqLink link = await ConnectAsync(_broker.Settings);
        await using IChannel service = await AnswerAsync(question => question == "answer me" ? "the answer" : null);

        Assert.Equal("the answer", Encoding.UTF8.GetString(await link.AskAsync(Question("answer me"), TimeSpan.FromSeconds(60), CancellationToken.None)));
        await Assert.ThrowsAsync<TimeoutException>(() => link.AskAsync(Question("answer me not"), TimeSpan.FromMilliseconds(300), CancellationToken.None));
        Assert.Equal("the answer", Encoding.UTF8.GetString(await link.AskAsync(Question("answer me"), TimeSpan.FromSeconds(60), CancellationToken.None)));
    }

    [Fact]
    public async Task A_question_that_reaches_nobody_fails_at_once_and_in_words()
    {
        using RabbitMqLink link = await ConnectAsync(_broker.Settings);
        BrokerLinkException missing = await Assert.ThrowsAsync<BrokerLinkException>(() => link.AskAsync(Question("?"), TimeSpan.FromSeconds(60), CancellationToken.None));
        Assert.Contains("'auditor.policy' is not there yet", missing.Message, StringComparison.Ordinal);

        await _broker.DeclareAsync(Exchanges.Policy, queue: null);
        BrokerLinkException unread = await Assert.ThrowsAsync<BrokerLinkException>(() => link.AskAsync(Question("?"), TimeSpan.FromSeconds(60), CancellationToken.None));
        Assert.Contains("Nobody reads questions", unread.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clients_user_needs_no_more_than_to_report_to_ask_and_to_hear()
    {
        await _broker.DeclareAsync(Exchanges.Activities, Queues.Activities);
        await _broker.DeclareAsync(Exchanges.Policy, Queues.Policy);
        await _broker.DeclareAsync(Exchanges.Rules, queue: null);
        await _broker.DeclareAsync(Exchanges.Changes, Queues.Changes);
        using RabbitMqLink link = await ConnectAsync(await _broker.AddUserAsync(
            configure: "^amq\\.gen-.*$", write: "^(auditor\\.activities|auditor\\.policy|amq\\.gen-.*)$", read: "^(auditor\\.rules|amq\\.gen-.*)$"));
        await using IChannel service = await AnswerAsync(_ => "yes");

        await SendAsync(link);
        Assert.Equal("yes", Encoding.UTF8.GetString(await link.AskAsync(Question("?"), TimeSpan.FromSeconds(60), CancellationToken.None)));
        var heard = new ConcurrentQueue<string>();
        using IDisposable listening = link.Listen(Exchanges.Rules, "changed", body => heard.Enqueue(Encoding.UTF8.GetString(body)));
        await _broker.AnnounceUntilHeardAsync(heard, "changed");
        await Assert.ThrowsAsync<BrokerLinkException>(() => link.SendAsync(new BrokerMessage(Exchanges.Changes, "k", Guid.NewGuid(), []), CancellationToken.None));
    }

    [Fact]
    public async Task A_spool_is_sent_whole_and_in_order_when_the_broker_is_restarted_in_the_middle()
    {
        await _broker.DeclareAsync(Exchanges.Activities, Queues.Activities);
        using var rig = new SpoolRig();
        using var link = new RabbitMqLink(_broker.Settings, "test", TimeProvider.System, _log);
        ActivitySpool spool = rig.Open();
        using var sender = new SpoolSender(spool, link, TimeProvider.System, rig.Log);
        sender.Start();
        var spooled = new List<SpooledActivity>();
        spooled.AddRange(Enumerable.Range(0, 300).Select(_ => spool.Append(rig.Activity())));
        Task restart = TestBroker.RestartAsync();
        while (!restart.IsCompleted)
        {
            spooled.Add(spool.Append(rig.Activity()));
            await Task.Delay(20);
        }

        await restart;
        Assert.True(await sender.DrainAsync(TimeSpan.FromMinutes(2)), link.Status.Problem);

        long[] arrived = [.. (await _broker.TakeAllAsync(Queues.Activities)).Select(got => WireFormat.Deserialize<ActivityObserved>(got.Body).SequenceNumber)];
        Assert.Empty(spooled.Select(each => each.Activity.SequenceNumber).Except(arrived));
        Assert.Equal(spooled.Select(each => each.Activity.SequenceNumber), arrived.Distinct());
    }

    [Fact]
    public void Core_needs_nothing_that_a_host_on_net10_lacks() =>
        Assert.DoesNotContain(typeof(RabbitMqLink).Assembly.GetReferencedAssemblies(), name => name.Name == "Microsoft.Bcl.AsyncInterfaces");

    public async ValueTask DisposeAsync() => await _broker.DisposeAsync();

    private static Task SendAsync(RabbitMqLink link) =>
        link.SendAsync(new BrokerMessage(Exchanges.Activities, "k", Guid.NewGuid(), [1]), CancellationToken.None);

    private static BrokerMessage Question(string text) => new(Exchanges.Policy, "request", Guid.NewGuid(), Encoding.UTF8.GetBytes(text));

    private async Task<RabbitMqLink> ConnectAsync(ConnectionSettings settings)
    {
        var link = new RabbitMqLink(settings, "test", TimeProvider.System, _log);
        await Eventually.TrueAsync(() => link.Status.Connected, () => "connected; " + link.Status.Problem);
        return link;
    }

    private static async Task EventuallySendAsync(RabbitMqLink link)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await SendAsync(link);
                return;
            }
            catch (BrokerLinkException) when (attempt < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task<IChannel> AnswerAsync(Func<string, string?> answer)
    {
        IChannel channel = await _broker.ChannelAsync();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            if (answer(Encoding.UTF8.GetString(delivery.Body.Span)) is { } text)
            {
                var properties = new BasicProperties { CorrelationId = delivery.BasicProperties.CorrelationId };
                await channel.BasicPublishAsync("", delivery.BasicProperties.ReplyTo!, mandatory: false, properties, Encoding.UTF8.GetBytes(text));
            }
        };
        await channel.BasicConsumeAsync(Queues.Policy, autoAck: true, consumer);
        return channel;
    }
}
