namespace Auditor.AuditWriter.Api;

/// <summary>Why a failed append is set aside.</summary>
/// <param name="Why">In the words of who decides.</param>
public sealed record SetAsideRequest(string? Why);
