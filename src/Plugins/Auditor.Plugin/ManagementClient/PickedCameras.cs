using Auditor.Contracts;

namespace Auditor.Plugin.ManagementClient;

/// <summary>What was picked.</summary>
internal sealed record PickedCameras(IReadOnlyList<CameraRef> Cameras, IReadOnlyList<CameraGroupRef> Groups);
