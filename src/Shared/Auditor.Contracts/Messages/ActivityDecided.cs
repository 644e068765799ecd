namespace Auditor.Contracts;

/// <summary>RuleService to AuditWriter: an activity with what the rules say of it.</summary>
public sealed record ActivityDecided
{
    public int Version { get; init; } = 1;

    public ActivityObserved Activity { get; init; } = new();

    public Decision Decision { get; init; } = new();

    /// <summary>The activity as it came, when its kind or version is not known here; else absent.</summary>
    public JsonText Original { get; init; }

    /// <summary>The broker user who published it, as the broker vouches for it; absent when the publisher did not say.</summary>
    public string? PublishedBy { get; init; }

    /// <summary>When RuleService first had it in hand (UTC).</summary>
    public DateTimeOffset AcceptedAt { get; init; }
}
