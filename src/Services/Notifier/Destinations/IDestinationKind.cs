using Auditor.Hosting.Api;
using Auditor.Storage;

namespace Auditor.Notifier.Destinations;

/// <summary>One kind of destination: what its settings may be, and how it is opened.</summary>
internal interface IDestinationKind
{
    /// <summary>One of <see cref="DestinationKinds"/>.</summary>
    string Kind { get; }

    /// <summary>The secret that it may be given, by name; null when it takes none.</summary>
    string? SecretName => null;

    /// <summary>Makes the secret that a subscription gets when none is given; null when none is needed.</summary>
    string? NewSecret() => null;

    /// <summary>
    /// What is wrong with settings, by field, like <c>destination.webhook.url</c>. Must not touch the network.
    /// </summary>
    /// <param name="destination">Of this kind; that the settings of the kind are there, and no other kind's, is checked before.</param>
    /// <param name="secret">The secret that is given with them; null when none is.</param>
    IEnumerable<FieldProblem> Check(Destination destination, string? secret);

    /// <summary>Opens it; connects when the first delivery needs it.</summary>
    /// <param name="subscription">Its settings have passed <see cref="Check"/>.</param>
    /// <param name="secrets">The secrets in force, the current one first; more than one while a rotation lasts.</param>
    IDestination Open(Subscription subscription, IReadOnlyList<string> secrets);
}
