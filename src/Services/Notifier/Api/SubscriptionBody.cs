using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.Notifier.Api;

/// <summary>A subscription as it is created or replaced. What was read can be sent back: what only Notifier says is passed over.</summary>
internal sealed record SubscriptionBody
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public bool Enabled { get; init; } = true;

    public SubscriptionFilter Filter { get; init; } = new();

    /// <summary>Counts at creation.</summary>
    public string StartAt { get; init; } = SubscriptionStarts.Now;

    public Destination Destination { get; init; } = new();

    /// <summary>Taken, and never given out again.</summary>
    public string? Secret { get; init; }

    /// <summary>Passed over: <c>If-Match</c> says which version is changed.</summary>
    public long Version { get; init; }

    /// <summary>Passed over.</summary>
    public JsonText Secrets { get; init; }

    /// <summary>Passed over.</summary>
    public JsonText Delivery { get; init; }
}
