using Auditor.Contracts;

namespace Auditor.AuditWriter.Completeness;

/// <summary>What one entry of the log says of the client session that its activity belongs to.</summary>
internal sealed record SessionSighting
{
    /// <summary>Of the entry, in the log.</summary>
    public required long Position { get; init; }

    public required Guid SessionId { get; init; }

    /// <summary>Null for a number that a sequence from 1 cannot come to (beyond 2^53 - 1, where JSON numbers are not exact).</summary>
    public required long? Number { get; init; }

    public required string Kind { get; init; }

    /// <summary>By the client's clock.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>By RuleService's clock.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>By AuditWriter's clock.</summary>
    public required DateTimeOffset AppendedAt { get; init; }

    public required string Tenant { get; init; }

    public required string Site { get; init; }

    public required string User { get; init; }

    public string? Workstation { get; init; }

    public string? PluginVersion { get; init; }

    public ClientHealth? Health { get; init; }
}
