using Auditor.Contracts;

namespace Auditor.WebConsole.Administration;

/// <summary>The retention policies in force.</summary>
public sealed record Retention
{
    /// <summary>What a change must name (If-Match).</summary>
    public long Revision { get; init; }

    public IReadOnlyList<RetentionPolicy> Policies { get; init; } = [];

    public RetentionSchedule Schedule { get; init; } = new();

    public DateTimeOffset? ChangedAt { get; init; }

    public Actor? ChangedBy { get; init; }
}
