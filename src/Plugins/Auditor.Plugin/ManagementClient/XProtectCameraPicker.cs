using Auditor.Contracts;
using VideoOS.Platform;
using VideoOS.Platform.UI;

namespace Auditor.Plugin.ManagementClient;

/// <summary>XProtect's own picker.</summary>
internal sealed class XProtectCameraPicker : ICameraPicker
{
    public PickedCameras Pick()
    {
        // Groups are offered by the picker's tree; a group that is picked stays a group, so that cameras which join it later count.
        var picker = new ItemPickerWpfWindow
        {
            Items = Configuration.Instance.GetItemsByKind(Kind.Camera, ItemHierarchy.UserDefined),
            KindsFilter = [Kind.Camera],
            SelectionMode = SelectionModeOptions.AutoCloseOnSelect,
        };
        if (picker.ShowDialog() != true || picker.SelectedItems is null)
        {
            return new PickedCameras([], []);
        }

        Item[] picked = [.. picker.SelectedItems.Where(item => item?.FQID is not null)];
        return new PickedCameras(
            [.. picked.Where(item => item.FQID.FolderType == FolderType.No).Select(item => new CameraRef { Id = item.FQID.ObjectId.ToString(), Name = item.Name ?? "" })],
            [.. picked.Where(item => item.FQID.FolderType != FolderType.No).Select(item => new CameraGroupRef { Id = item.FQID.ObjectId.ToString(), Name = item.Name ?? "" })]);
    }
}
