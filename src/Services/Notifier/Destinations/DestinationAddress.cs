using Auditor.Storage;

namespace Auditor.Notifier.Destinations;

/// <summary>Whom a secret is used with. A secret that is kept is never used with another (docs/decisions/0030-subscriptions-and-their-secrets.md).</summary>
internal static class DestinationAddress
{
    /// <summary>Equal as long as a secret goes to the same receiver in the same way.</summary>
    public static string Of(Destination destination) => destination switch
    {
        { Webhook: { } webhook } => $"{destination.Kind} {webhook.Url}",
        // Without encryption the password would be there to read; and it is one user's.
        { Email: { } email } => $"{destination.Kind} {email.Host.ToUpperInvariant()} {email.Port} {email.StartTls} {email.UserName}",
        _ => destination.Kind,
    };
}
