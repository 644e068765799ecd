using System.Security.Cryptography;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Secrets;
using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>Opens the destination of a subscription, whatever its kind.</summary>
internal sealed partial class DestinationOpener(IEnumerable<IDestinationKind> kinds, SecretsKey key, TimeProvider time, ILogger<DestinationOpener> logger)
{
    private readonly Dictionary<string, IDestinationKind> _kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);

    /// <summary>One that cannot be opened is a destination that takes nothing and says why, so that it is seen, and given up, like any other.</summary>
    public IDestination Open(Subscription subscription)
    {
        if (!_kinds.TryGetValue(subscription.Destination.Kind, out IDestinationKind? kind))
        {
            return new ClosedDestination(
                $"This server has no destinations of the kind {subscription.Destination.Kind}; it has {string.Join(", ", _kinds.Keys.Order(StringComparer.Ordinal))}.");
        }

        try
        {
            return Open(kind, subscription);
        }
        catch (CryptographicException)
        {
            return new ClosedDestination("The secret was encrypted with another key than this server's; give it anew with PUT.");
        }
        catch (Exception problem)
        {
            Log.NotOpened(logger, subscription.Id, problem);
            return new ClosedDestination($"It cannot be opened with these settings ({problem.GetType().Name}); the service's log says more.");
        }
    }

    private IDestination Open(IDestinationKind kind, Subscription subscription)
    {
        DateTimeOffset now = time.GetUtcNow();
        string[] secrets =
        [
            .. subscription.Secrets
                .Where(secret => secret.ExpiresAt is null || secret.ExpiresAt > now)
                // The current one first; it does not expire.
                .OrderBy(secret => secret.ExpiresAt is not null)
                .ThenByDescending(secret => secret.CreatedAt)
                .Select(secret => key.Open(subscription.Id, secret.Name, secret.Sealed)),
        ];
        return kind.Open(subscription, secrets);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5051, Level = LogLevel.Error, Message = "The destination of subscription {SubscriptionId} cannot be opened")]
        public static partial void NotOpened(ILogger logger, Guid subscriptionId, Exception problem);
    }
}
