namespace Auditor.XProtectSimulator;

/// <summary>A role that XProtect knows.</summary>
public sealed record SimulatedRole(Guid Id, string Name);
