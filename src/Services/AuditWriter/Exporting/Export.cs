using Auditor.Contracts;

namespace Auditor.AuditWriter.Exporting;

/// <summary>An export as it is asked for, told about, and remembered beside its file.</summary>
public sealed record Export
{
    public Guid Id { get; init; }

    public ExportFormat Format { get; init; }

    /// <summary>The filter as it was asked, by the names of the query grammar (docs/audit-api.md).</summary>
    public IReadOnlyDictionary<string, string> Filter { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>IANA or Windows id of the time zone that the bundle's report is written in.</summary>
    public string Zone { get; init; } = "UTC";

    public Actor RequestedBy { get; init; } = new();

    public DateTimeOffset RequestedAt { get; init; }

    public ExportState State { get; init; }

    /// <summary>Entries that matched when it was asked for.</summary>
    public long Count { get; init; }

    /// <summary>Entries written so far.</summary>
    public long Written { get; init; }

    /// <summary>Entries that matched, and that no checkpoint covered yet; a bundle leaves them out.</summary>
    public long NotCheckpointed { get; init; }

    /// <summary>Bytes of the file; 0 until it is done.</summary>
    public long Bytes { get; init; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits.</summary>
    public string? Sha256 { get; init; }

    public string FileName { get; init; } = "";

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the file is removed.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why there is no file, in words.</summary>
    public string? Problem { get; init; }

    internal bool HasEnded => State is ExportState.Done or ExportState.Failed or ExportState.Cancelled;
}
