using System.Security.Cryptography;
using Auditor.Hosting.Api;
using Auditor.Notifier.Api;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Secrets;
using Auditor.Storage;

namespace Auditor.Notifier.Drafting;

/// <summary>Makes subscriptions of what callers send: checked, and with the right secret (docs/decisions/0030-subscriptions-and-their-secrets.md).</summary>
internal sealed class SubscriptionDrafts(KnownKinds kinds, SubscriptionSecrets secrets)
{
    private const int LongestSecret = 1_000;

    /// <param name="id">The subscription's.</param>
    /// <param name="body">As it was sent.</param>
    /// <param name="previous">What it replaces; null for a new one.</param>
    /// <returns>The draft, or null with what is wrong.</returns>
    public (SubscriptionDraft? Draft, IReadOnlyList<FieldProblem> Problems) Make(Guid id, SubscriptionBody body, Subscription? previous)
    {
        List<FieldProblem> problems = [.. SubscriptionCheck.Check(body), .. DestinationCheck.Check(body.Destination, kinds)];
        if (body.Secret is { } given)
        {
            problems.AddRange(FieldLimits.Text("secret", given, LongestSecret));
        }

        if (problems.Count > 0)
        {
            return (null, problems);
        }

        IDestinationKind kind = kinds.Find(body.Destination.Kind)!;
        (IReadOnlyList<SealedSecret> kept, string? made) = Secrets(kind, id, body, previous, problems);
        if (problems.Count > 0)
        {
            return (null, problems);
        }

        var subscription = new Subscription
        {
            Id = id,
            Name = body.Name,
            Enabled = body.Enabled,
            Filter = body.Filter,
            StartAt = previous?.StartAt ?? body.StartAt,
            Destination = body.Destination,
            Secrets = kept,
        };
        return (new SubscriptionDraft(subscription, made), []);
    }

    private (IReadOnlyList<SealedSecret> Secrets, string? Made) Secrets(
        IDestinationKind kind, Guid id, SubscriptionBody body, Subscription? previous, List<FieldProblem> problems)
    {
        if (kind.SecretName is not { } name)
        {
            if (body.Secret is not null)
            {
                problems.Add(new FieldProblem("secret", $"must not be there with kind {kind.Kind}, which takes none."));
            }

            problems.AddRange(kind.Check(body.Destination, null));
            return ([], null);
        }

        if (body.Secret is null && previous is not null && previous.Destination.Kind == kind.Kind)
        {
            return Keep(kind, body.Destination, previous, problems);
        }

        string? made = body.Secret is null ? kind.NewSecret() : null;
        string? secret = body.Secret ?? made;
        problems.AddRange(kind.Check(body.Destination, secret));
        return (secret is null ? [] : [secrets.Seal(id, name, secret)], made);
    }

    /// <summary>The secret that there is goes on, to the same address only.</summary>
    private (IReadOnlyList<SealedSecret> Secrets, string? Made) Keep(
        IDestinationKind kind, Destination destination, Subscription previous, List<FieldProblem> problems)
    {
        bool sameAddress = DestinationAddress.Of(destination) == DestinationAddress.Of(previous.Destination);
        if (sameAddress)
        {
            try
            {
                problems.AddRange(kind.Check(destination, secrets.InForce(previous) is [var current, ..] ? current : null));
                return (secrets.Kept(previous), null);
            }
            catch (CryptographicException)
            {
                problems.Add(new FieldProblem("secret", "must be given anew: the one that is kept was encrypted with another key than this server's."));
                return ([], null);
            }
        }

        FieldProblem[] without = [.. kind.Check(destination, null)];
        if (previous.Secrets.Count == 0)
        {
            problems.AddRange(without);
            return ([], null);
        }

        bool needed = kind.NewSecret() is not null || without.Any(problem => problem.Field == "secret");
        problems.AddRange(without.Where(problem => problem.Field != "secret"));
        if (needed)
        {
            problems.Add(new FieldProblem("secret", "must be given, because the destination's address changes: the one that is kept is not used with another."));
        }

        return ([], null);
    }
}
