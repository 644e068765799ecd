using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>What an entry AUDIT_LOG / ERASE says about itself, as its <c>additionalMetadata</c>.</summary>
internal sealed record ErasureNotice
{
    /// <summary>Ranges of positions, both ends included; absent when no entries are meant. A verifier reads these.</summary>
    public IReadOnlyList<long[]>? Positions { get; init; }

    public long Count { get; init; }

    /// <summary>Class of the policy.</summary>
    public string Class { get; init; } = "";

    /// <summary>Resource of the entries; absent for failed appends.</summary>
    public string? Resource { get; init; }

    public long PolicyRevision { get; init; }

    public RetentionCeiling? Ceiling { get; init; }

    public DateTimeOffset AsOf { get; init; }

    public Guid RunId { get; init; }

    public string Reason { get; init; } = "";
}
