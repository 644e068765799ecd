using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Auditor.Contracts;
using RabbitMQ.Client;

namespace Auditor.EndToEnd.Tests;

/// <summary>Notifier as processes of its own: what is in the log reaches every destination, in order, whatever is killed on the way.</summary>
public sealed class NotifierTests
{
    private const string Sessions = """{"resources":["PLAYBACK"]}""";

    private static readonly string[] Receivers = ["--Auditor:Notifier:Webhooks:AllowHttp=true", "--Auditor:Notifier:Webhooks:AllowedNetworks:0=127.0.0.0/8"];

    [Fact]
    public async Task Destinations_get_the_log_in_its_order_though_notifiers_are_killed_and_one_receiver_is_away()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        using var steady = new WebhookReceiver();
        using var away = new WebhookReceiver { Away = true };
        ServiceProcess first = await way.StartNotifierAsync(Receivers);
        ServiceProcess second = await way.StartNotifierAsync(Receivers);
        await SubscribeAsync(first, "steady", Webhook(steady));
        await SubscribeAsync(second, "away", Webhook(away));
        await SubscribeAsync(first, "feed", """{"kind":"FEED","feed":{}}""");
        await using var feed = await FeedReader.BindAsync(way.Broker);

        ActivityObserved[] activities = Activities.Make(300);
        foreach (ActivityObserved activity in activities.Take(100))
        {
            await way.Publisher.PublishAsync(activity);
        }

        await Wait.UntilAsync("the first at the one that is there", () => Task.FromResult(steady.Got.Count >= 20), () => first.Output + second.Output);
        await first.KillAsync();
        foreach (ActivityObserved activity in activities.Skip(100).Take(100))
        {
            await way.Publisher.PublishAsync(activity);
        }

        first = await way.StartNotifierAsync(Receivers);
        await second.KillAsync();
        foreach (ActivityObserved activity in activities.Skip(200))
        {
            await way.Publisher.PublishAsync(activity);
        }

        Guid[] log = await LogAsync(way, activities.Length);
        await Wait.UntilAsync("all at the one that is there", () => Task.FromResult(steady.Entries.Length == log.Length), () => first.Output);
        await Wait.UntilAsync("all in the feed", () => Task.FromResult(feed.Entries.Length == log.Length), () => first.Output);
        Assert.Empty(away.Got);
        Assert.True(away.Refused > 0);

        away.Away = false;
        string id = await IdAsync(first, "away");
        using (HttpResponseMessage retried = await first.Http.PostAsync($"/api/subscriptions/{id}/retry", null))
        {
            Assert.True(retried.IsSuccessStatusCode, await retried.Content.ReadAsStringAsync());
        }

        await Wait.UntilAsync("all at the one that was away", () => Task.FromResult(away.Entries.Length == log.Length), () => first.Output);
        Assert.Equal(log, steady.Entries);
        Assert.Equal(log, away.Entries);
        Assert.Equal(log, feed.Entries);
        await first.DisposeAsync();
        await second.DisposeAsync();
    }

    [Fact]
    public async Task Notifications_go_on_after_the_broker_was_away()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        using var receiver = new WebhookReceiver();
        await using ServiceProcess notifier = await way.StartNotifierAsync(Receivers);
        await SubscribeAsync(notifier, "hook", Webhook(receiver));
        ActivityObserved[] activities = Activities.Make(20);
        foreach (ActivityObserved activity in activities.Take(10))
        {
            await way.Publisher.PublishAsync(activity);
        }

        await Wait.UntilAsync("those before", () => Task.FromResult(receiver.Entries.Length == 10), () => notifier.Output);
        await Broker.RestartAsync(TimeSpan.FromSeconds(2));
        foreach (ActivityObserved activity in activities.Skip(10))
        {
            await way.Publisher.PublishAsync(activity);
        }

        await Wait.UntilAsync("those after", () => Task.FromResult(receiver.Entries.Length == 20), () => notifier.Output + way.Writer.Output);
        Assert.Equal(await LogAsync(way, 20), receiver.Entries);
    }

    /// <summary>The activities' entries as the log has them, by position.</summary>
    private static async Task<Guid[]> LogAsync(WholeWay way, int count)
    {
        IReadOnlyList<AuditEntry> entries = [];
        await Wait.UntilAsync(
            "everything has its position",
            async () => (entries = await AuditLogReader.AllAsync(way.Writer.Http, "&resource=PLAYBACK")).Count(entry => entry.Position is not null) == count,
            () => way.Writer.Output);
        return [.. entries.OrderBy(entry => entry.Position).Select(entry => entry.EntryId)];
    }

    private static string Webhook(WebhookReceiver receiver) => $$"""{"kind":"WEBHOOK","webhook":{"url":"{{receiver.Url}}"} }""";

    private static async Task SubscribeAsync(ServiceProcess notifier, string name, string destination)
    {
        using var body = new StringContent(
            $$"""{"name":"{{name}}","startAt":"BEGINNING","filter":{{Sessions}},"destination":{{destination}} }""", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage saved = await notifier.Http.PostAsync("/api/subscriptions", body);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
    }

    private static async Task<string> IdAsync(ServiceProcess notifier, string name)
    {
        using JsonDocument list = JsonDocument.Parse(await notifier.Http.GetStringAsync($"/api/subscriptions?name={name}"));
        return list.RootElement.GetProperty("subscriptions")[0].GetProperty("id").GetString()!;
    }

    /// <summary>A subscriber as docs/subscribe.md describes one: a queue of its own, bound to the feed.</summary>
    private sealed class FeedReader(IConnection connection, IChannel channel, string queue) : IAsyncDisposable
    {
        private readonly List<Guid> _got = [];

        public static async Task<FeedReader> BindAsync(Broker broker)
        {
            IConnection connection = await broker.ConnectAsync();
            IChannel channel = await connection.CreateChannelAsync();
            await channel.ExchangeDeclareAsync(Exchanges.Entries, ExchangeType.Topic, durable: true);
            string queue = (await channel.QueueDeclareAsync("subscriber-test", durable: true, exclusive: false, autoDelete: false)).QueueName;
            await channel.QueueBindAsync(queue, Exchanges.Entries, "#");
            return new FeedReader(connection, channel, queue);
        }

        /// <summary>The entries that came so far, in order, whatever came more than once left out.</summary>
        public Guid[] Entries
        {
            get
            {
                while (channel.BasicGetAsync(queue, autoAck: true).GetAwaiter().GetResult() is { } message)
                {
                    using JsonDocument cloudEvent = JsonDocument.Parse(message.Body);
                    Guid id = cloudEvent.RootElement.GetProperty("id").GetGuid();
                    if (!_got.Contains(id))
                    {
                        _got.Add(id);
                    }
                }

                return [.. _got];
            }
        }

        public async ValueTask DisposeAsync()
        {
            await channel.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
