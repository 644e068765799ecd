namespace Auditor.AuditWriter.Retention;

/// <summary>Applies what a dry run has shown.</summary>
/// <param name="Token">Of the dry run.</param>
public sealed record ApplyRequest(string? Token);
