using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>
/// What is found by of one entry, each part read from the store when it is asked for, and its attested bytes for everything else. The same as
/// <see cref="AuditEntry"/> says of it. Valid only while the entry's turn lasts.
/// </summary>
public abstract class EntryFacts
{
    public abstract Guid EntryId { get; }

    /// <inheritdoc cref="AuditEntry.OccurredAt"/>
    public abstract DateTimeOffset OccurredAt { get; }

    public abstract string Tenant { get; }

    /// <summary>One of <see cref="AuditableResources"/>.</summary>
    public abstract string Resource { get; }

    /// <summary>One of <see cref="AuditableActions"/>.</summary>
    public abstract string Action { get; }

    /// <summary>The actor's id; null where there is none.</summary>
    public abstract string? ActorId { get; }

    public abstract string ActorName { get; }

    /// <summary>Null where there is none.</summary>
    public abstract string? ActorDisplayName { get; }

    /// <summary>The actor's client session; null where there is none.</summary>
    public abstract Guid? ClientSessionId { get; }

    /// <summary>Ids of the entry's cameras, in their order. Its own list each time.</summary>
    public abstract IReadOnlyList<string> CameraIds { get; }

    /// <summary>Canonical JSON of the entry without its position (docs/ledger.md).</summary>
    public abstract ReadOnlySpan<byte> Attested { get; }
}
