namespace Auditor.AuditWriter.Exporting;

/// <summary>What an export would be.</summary>
/// <param name="Format">As asked.</param>
/// <param name="Count">Entries that match now.</param>
/// <param name="EstimatedBytes">About how large the file would be, by a sample of those entries.</param>
/// <param name="NotYetCheckpointed">Entries of the whole log that no checkpoint covers yet; those of them that match would be left out of a bundle.</param>
public sealed record ExportPreview(ExportFormat Format, long Count, long EstimatedBytes, long NotYetCheckpointed);
