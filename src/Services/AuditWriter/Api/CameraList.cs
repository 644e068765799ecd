using Auditor.Contracts;

namespace Auditor.AuditWriter.Api;

/// <summary>Cameras by name, each as it was called last; their groups are not told.</summary>
public sealed record CameraList(IReadOnlyList<CameraRef> Cameras);
