namespace Auditor.XProtectSimulator;

/// <param name="Id">XProtect's object id.</param>
/// <param name="Name">As operators see it.</param>
/// <param name="Groups">Names of the camera groups it is in, the outermost first.</param>
public sealed record SimulatedCamera(Guid Id, string Name, IReadOnlyList<SimulatedGroup> Groups);
