using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>Keeps entries back from being erased, whatever their ceiling says.</summary>
public sealed record LegalHold
{
    public Guid HoldId { get; init; }

    public string Name { get; init; } = "";

    public string Reason { get; init; } = "";

    /// <summary>Which entries. An empty one holds all.</summary>
    public AuditFilter Filter { get; init; } = new();

    public Actor PlacedBy { get; init; } = new();

    /// <summary>UTC.</summary>
    public DateTimeOffset PlacedAt { get; init; }

    /// <summary>From when on it holds nothing any more (UTC); null: until it is released.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Null while it is not released.</summary>
    public HoldRelease? Release { get; init; }

    public bool HoldsAt(DateTimeOffset now) => Release is null && !(ExpiresAt <= now);
}
