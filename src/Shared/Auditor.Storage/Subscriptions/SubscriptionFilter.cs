namespace Auditor.Storage;

/// <summary>
/// Which entries a subscription is told of. A list that is empty does not restrict; of one that is not, one value has to fit. All lists
/// must hold.
/// </summary>
public sealed record SubscriptionFilter
{
    /// <summary>Of <see cref="Contracts.AuditableResources"/>.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Of <see cref="Contracts.AuditableActions"/>.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Rules that matched, live or shadow.</summary>
    public IReadOnlyList<Guid> Rules { get; init; } = [];

    /// <summary>The actor's id, name or display name, whole, ignoring case.</summary>
    public IReadOnlyList<string> Actors { get; init; } = [];

    /// <summary>Id or name of a camera concerned, whole, ignoring case.</summary>
    public IReadOnlyList<string> Cameras { get; init; } = [];

    /// <summary>Of <see cref="Contracts.AuditResults"/>.</summary>
    public IReadOnlyList<string> Results { get; init; } = [];

    /// <summary>Whole, exactly.</summary>
    public IReadOnlyList<string> Tenants { get; init; } = [];

    /// <summary>
    /// Notification channels: only entries whose rules ask that one of these is told (<see cref="Contracts.Outcome.NotificationChannels"/>).
    /// Whole, exactly.
    /// </summary>
    public IReadOnlyList<string> Channels { get; init; } = [];
}
