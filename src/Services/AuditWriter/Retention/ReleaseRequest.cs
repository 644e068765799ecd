namespace Auditor.AuditWriter.Retention;

/// <summary>Why a hold is released.</summary>
/// <param name="Reason">In the words of who decides.</param>
public sealed record ReleaseRequest(string? Reason);
