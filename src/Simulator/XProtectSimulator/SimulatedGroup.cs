namespace Auditor.XProtectSimulator;

/// <summary>A camera group.</summary>
public sealed record SimulatedGroup(Guid Id, string Name);
