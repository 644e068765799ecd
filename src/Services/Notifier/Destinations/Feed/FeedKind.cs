using Auditor.Hosting.Api;
using Auditor.Notifier.Formats;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Destinations.Feed;

/// <summary>CloudEvents on a topic exchange of RabbitMQ.</summary>
internal sealed class FeedKind(FeedConnection connection, IOptions<FeedOptions> options) : IDestinationKind
{
    public string Kind => DestinationKinds.Feed;

    public IEnumerable<FieldProblem> Check(Destination destination, string? secret)
    {
        FeedSettings settings = destination.Feed!;
        if (!FeedExchange.IsAllowed(settings.Exchange))
        {
            yield return new FieldProblem("destination.feed.exchange", $"Expected is {FeedExchange.Allowed}.");
        }

        if (!BodyFormats.All.Contains(settings.Format))
        {
            yield return new FieldProblem("destination.feed.format", $"One of {string.Join(", ", BodyFormats.All)} is expected.");
        }

        if (secret is not null)
        {
            yield return new FieldProblem("secret", "A feed takes no secret; the broker is signed in to by ConnectionStrings:rabbitmq.");
        }
    }

    public IDestination Open(Subscription subscription, IReadOnlyList<string> secrets)
    {
        FeedSettings settings = subscription.Destination.Feed!;
        return new FeedDestination(connection, new CloudEvent(options.Value.Source), settings.Exchange, settings.Format);
    }
}
