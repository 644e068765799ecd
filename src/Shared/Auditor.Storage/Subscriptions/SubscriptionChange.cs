using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>One change of one subscription: who, when, what it was before and what it is now.</summary>
public sealed record SubscriptionChange : IVersionedChange<SubscriptionChange>
{
    /// <summary>Made where the change is made, and kept on every retry.</summary>
    public Guid ChangeId { get; init; }

    public Guid SubscriptionId { get; init; }

    /// <summary>The subscription's version after the change; 1 is its creation. A deletion counts as a version.</summary>
    public long Version { get; init; }

    /// <summary>Number of the change among all; given by the store.</summary>
    public long Revision { get; init; }

    public SubscriptionChangeKind Kind { get; init; }

    /// <summary>Null at creation.</summary>
    public Subscription? Previous { get; init; }

    /// <summary>Null at deletion.</summary>
    public Subscription? Current { get; init; }

    public Actor Actor { get; init; } = new();

    /// <summary>UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Of <see cref="SubscriptionChangeKind.Disabled"/> what the destination said; of <see cref="SubscriptionChangeKind.Skipped"/> why.</summary>
    public string? Why { get; init; }

    /// <summary>Of the same two: the log position that waits, or that is passed over.</summary>
    public long? Position { get; init; }

    /// <summary>Of <see cref="SubscriptionChangeKind.Disabled"/>: since when it was failing (UTC).</summary>
    public DateTimeOffset? FailingSince { get; init; }

    Guid IVersionedChange<SubscriptionChange>.SubjectId => SubscriptionId;

    SubscriptionChange IVersionedChange<SubscriptionChange>.At(long revision) => this with { Revision = revision };
}
