using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Faults.Processes;

namespace Auditor.Faults.Load;

/// <summary>Downstream systems: one that takes the whole log from the feed, and one that takes a part of it by a webhook.</summary>
internal sealed class Subscribers : IAsyncDisposable
{
    /// <summary>All that the load leaves in the log. What the harness leaves there when it looks at the log is in nobody's way like this.</summary>
    private static readonly string[] FeedResources =
        [AuditableResources.Playback, AuditableResources.Export, AuditableResources.Client, AuditableResources.AuditRule, AuditableResources.Outcome];

    /// <summary>Less: a webhook gets one entry after the other, and waits a second or more after each refusal.</summary>
    private static readonly string[] WebhookResources = [AuditableResources.Export, AuditableResources.Client, AuditableResources.AuditRule];

    private readonly FeedSubscriber _feed;
    private readonly WebhookSubscriber _webhook;

    private Subscribers(FeedSubscriber feed, WebhookSubscriber webhook)
    {
        (_feed, _webhook) = (feed, webhook);
        All =
        [
            new Subscriber("feed", Guid.CreateVersion7(), fact => FeedResources.Contains(fact.Resource), feed.Received),
            new Subscriber("webhook", Guid.CreateVersion7(), fact => WebhookResources.Contains(fact.Resource), webhook.Received),
        ];
    }

    public IReadOnlyList<Subscriber> All { get; }

    /// <summary>Listens, and subscribes to the log from its beginning.</summary>
    /// <param name="deployment">Where.</param>
    /// <param name="broker">The way of the one on the feed to the broker.</param>
    /// <param name="seed">Decides when the webhook's receiver behaves badly.</param>
    public static async Task<Subscribers> StartAsync(Deployment deployment, Func<Uri> broker, int seed)
    {
        var subscribers = new Subscribers(new FeedSubscriber(broker), new WebhookSubscriber(seed));
        await subscribers._feed.StartAsync();
        await SubscribeAsync(deployment, subscribers.All[0], FeedResources, new { kind = "FEED", feed = new { } });
        await SubscribeAsync(deployment, subscribers.All[1], WebhookResources, new { kind = "WEBHOOK", webhook = new { url = subscribers._webhook.Url } });
        return subscribers;
    }

    public async ValueTask DisposeAsync()
    {
        await _feed.DisposeAsync();
        await _webhook.DisposeAsync();
    }

    private static Task SubscribeAsync(Deployment deployment, Subscriber subscriber, string[] resources, object destination)
    {
        string subscription = JsonSerializer.Serialize(new { id = subscriber.Id, name = subscriber.Name, startAt = "BEGINNING", filter = new { resources }, destination });
        return Patience.UntilAsync(async () =>
        {
            using var body = new StringContent(subscription, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using HttpResponseMessage made = await deployment.First(ServiceKind.Notifier).SendAsync(HttpMethod.Post, "/api/subscriptions", body);
            // It has an id, so that a second try finds what the first made.
            return made.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict;
        });
    }
}
