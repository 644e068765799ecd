using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>Which entries are told to which destination. A subscription has one destination.</summary>
public sealed record Subscription
{
    public Guid Id { get; init; }

    /// <summary>For people; unique among the subscriptions, ignoring case.</summary>
    public string Name { get; init; } = "";

    /// <summary>A subscription that is disabled keeps its place in the log.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>From 1; each change is a version.</summary>
    public long Version { get; init; }

    public SubscriptionFilter Filter { get; init; } = new();

    /// <summary>Where in the log it begins: one of <see cref="SubscriptionStarts"/>. Only its creation looks at it.</summary>
    public string StartAt { get; init; } = SubscriptionStarts.Now;

    public Destination Destination { get; init; } = new();

    /// <summary>What the destination needs to be signed in to or to sign with, encrypted.</summary>
    public IReadOnlyList<SealedSecret> Secrets { get; init; } = [];
}
