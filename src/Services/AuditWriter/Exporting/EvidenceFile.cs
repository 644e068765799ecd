namespace Auditor.AuditWriter.Exporting;

/// <summary>A file in an evidence bundle.</summary>
/// <param name="Sha256">64 hexadecimal digits, lower case.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record EvidenceFile(string Sha256, long Bytes);
