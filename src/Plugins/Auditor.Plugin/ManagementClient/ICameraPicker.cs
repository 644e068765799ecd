
namespace Auditor.Plugin.ManagementClient;

/// <summary>Where an administrator picks cameras and camera groups.</summary>
internal interface ICameraPicker
{
    /// <summary>Empty when nothing was picked.</summary>
    PickedCameras Pick();
}
