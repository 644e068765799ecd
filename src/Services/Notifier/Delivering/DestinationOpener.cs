using Auditor.Notifier.Destinations;
using Auditor.Notifier.Secrets;
using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>Opens the destination of a subscription, whatever its kind.</summary>
internal sealed class DestinationOpener(IEnumerable<IDestinationKind> kinds, SecretsKey key, TimeProvider time)
{
    private readonly Dictionary<string, IDestinationKind> _kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">This host has no such kind.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A secret was encrypted with another key.</exception>
    public IDestination Open(Subscription subscription)
    {
        if (!_kinds.TryGetValue(subscription.Destination.Kind, out IDestinationKind? kind))
        {
            throw new InvalidOperationException(
                $"This host has no destinations of the kind '{subscription.Destination.Kind}'; it has {string.Join(", ", _kinds.Keys.Order(StringComparer.Ordinal))}.");
        }

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
}
