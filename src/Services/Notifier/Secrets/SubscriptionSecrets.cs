using System.Security.Cryptography;
using Auditor.Storage;

namespace Auditor.Notifier.Secrets;

/// <summary>The secrets of a subscription, as they are kept: the current one first, then those before it until their time is over.</summary>
internal sealed class SubscriptionSecrets(SecretsKey key, TimeProvider time)
{
    /// <summary>How long the former secret stays in force after a rotation.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>More rotations than this within the overlap let the oldest go before its time.</summary>
    private const int MostKept = 5;

    /// <summary>In plain text, the current one first.</summary>
    /// <exception cref="CryptographicException">They were encrypted with another key.</exception>
    public IReadOnlyList<string> InForce(Subscription subscription) =>
        [.. Kept(subscription).Select(secret => key.Open(subscription.Id, secret.Name, secret.Sealed))];

    /// <summary>Those that are not over.</summary>
    public IReadOnlyList<SealedSecret> Kept(Subscription subscription)
    {
        DateTimeOffset now = time.GetUtcNow();
        return [.. subscription.Secrets.Where(secret => secret.ExpiresAt is not { } end || end > now)];
    }

    public SealedSecret Seal(Guid subscriptionId, string name, string secret) =>
        new() { Name = name, Sealed = key.Seal(subscriptionId, name, secret), CreatedAt = time.GetUtcNow() };

    /// <summary>A new current one; the former stays in force for the <see cref="Overlap"/>.</summary>
    public IReadOnlyList<SealedSecret> Rotated(Subscription subscription, string name, string secret)
    {
        DateTimeOffset end = time.GetUtcNow() + Overlap;
        IEnumerable<SealedSecret> former = Kept(subscription).Select(one => one with { ExpiresAt = one.ExpiresAt ?? end });
        return [Seal(subscription.Id, name, secret), .. former.Take(MostKept - 1)];
    }
}
