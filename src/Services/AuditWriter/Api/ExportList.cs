using Auditor.AuditWriter.Exporting;

namespace Auditor.AuditWriter.Api;

/// <summary>The exports that there are, the latest first.</summary>
public sealed record ExportList(IReadOnlyList<Export> Exports);
