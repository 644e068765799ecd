using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>Runs, latest first.</summary>
public sealed record RunPage(IReadOnlyList<RetentionRun> Runs);
