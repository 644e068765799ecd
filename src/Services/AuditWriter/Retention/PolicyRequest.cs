using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>Policies to put in force.</summary>
/// <param name="Policies">All of them: what is left out has none any more.</param>
public sealed record PolicyRequest(IReadOnlyList<RetentionPolicy>? Policies);
