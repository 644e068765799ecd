namespace Auditor.WebConsole.Trust;

/// <summary>The verification under way, and the last that ended.</summary>
public sealed record Verifications(Verification? Running, Verification? Last);
