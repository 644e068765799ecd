namespace Auditor.Storage;

/// <summary>What entries are asked for. Whatever is absent does not restrict; all that is given must hold; of several values of one field, one.</summary>
public sealed record AuditFilter
{
    /// <summary>Occurred at or after this (UTC).</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Occurred before this (UTC).</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Actor's id, name or display name, whole, ignoring case (ASCII case at least).</summary>
    public AnyOf<string>? Actor { get; init; }

    /// <summary>Id or name of a camera concerned, whole, ignoring case.</summary>
    public AnyOf<string>? Camera { get; init; }

    /// <summary>One of <see cref="Contracts.AuditableResources"/>.</summary>
    public AnyOf<string>? Resource { get; init; }

    /// <summary>One of <see cref="Contracts.AuditableActions"/>.</summary>
    public AnyOf<string>? Action { get; init; }

    /// <summary>A rule that matched.</summary>
    public AnyOf<Guid>? RuleId { get; init; }

    /// <summary>Part of the reason, ignoring case (ASCII case at least). <c>%</c>, <c>_</c>, <c>.</c> and the like mean themselves.</summary>
    public string? ReasonContains { get; init; }

    /// <summary>What is wrong with the reason.</summary>
    public AnyOf<ReasonState>? ReasonState { get; init; }

    public Guid? CorrelationId { get; init; }

    /// <summary>The actor's client session.</summary>
    public Guid? ClientSessionId { get; init; }

    public string? TargetLevel { get; init; }

    /// <summary>Whole, ignoring case.</summary>
    public string? TargetName { get; init; }

    public string? Tenant { get; init; }

    /// <summary>One of <see cref="Contracts.AuditResults"/>.</summary>
    public string? Result { get; init; }

    /// <summary>The recordings concerned overlap this: their end is after it (UTC, recording time).</summary>
    public DateTimeOffset? RecordingFrom { get; init; }

    /// <summary>The recordings concerned overlap this: their start is before it (UTC, recording time).</summary>
    public DateTimeOffset? RecordingTo { get; init; }

    /// <summary>Occurred within these hours of the week.</summary>
    public WeekHours? Hours { get; init; }
}
