namespace Auditor.AuditWriter.Exporting;

/// <summary><c>manifest.json</c> of an evidence bundle: what the bundle is, and the digest of every other file in it.</summary>
internal sealed record EvidenceManifest
{
    public const string FileName = "manifest.json";
    public const string CurrentFormat = "auditor-evidence/1";

    public string Format { get; init; } = CurrentFormat;

    /// <summary>When it was asked for (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>Origin of the log, the name of its key.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Entries of the log that the checkpoint covers.</summary>
    public long Size { get; init; }

    /// <summary>Entries in the bundle.</summary>
    public long Entries { get; init; }

    /// <summary>The filter as it was asked, by the names of the query grammar.</summary>
    public IReadOnlyDictionary<string, string> Filter { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>By path, every file but this one.</summary>
    public IReadOnlyDictionary<string, EvidenceFile> Files { get; init; } = new Dictionary<string, EvidenceFile>(StringComparer.Ordinal);
}
