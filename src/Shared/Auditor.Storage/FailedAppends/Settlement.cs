namespace Auditor.Storage;

/// <summary>How a failure was dealt with.</summary>
/// <param name="How">Imported again, or set aside.</param>
/// <param name="By">Who decided, by name.</param>
/// <param name="At">UTC.</param>
/// <param name="Why">The words of who decided; null when it was imported again.</param>
public sealed record Settlement(SettlementKind How, string By, DateTimeOffset At, string? Why);
