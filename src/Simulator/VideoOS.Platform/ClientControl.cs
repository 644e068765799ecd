using VideoOS.Platform.Client;

namespace VideoOS.Platform;

public class ClientControl
{
    public static readonly Guid LiveBuildInWorkSpaceId = new("00000000-0000-4000-8000-000000000101");

    public static readonly Guid PlaybackBuildInWorkSpaceId = new("00000000-0000-4000-8000-000000000102");

    private readonly PlatformHost _host;

    internal ClientControl(PlatformHost host) => _host = host;

    public delegate void NewImageViewerControlHandler(ImageViewerAddOn imageViewerAddOn);

    public event NewImageViewerControlHandler NewImageViewerControlEvent;

    public static ClientControl Instance => PlatformHost.Current.ClientControl;

    public Item ShownWorkSpace => _host.ShownWorkSpace;

    public WorkSpaceState WorkSpaceState => _host.WorkSpaceState;

    public TimeZoneInfo SelectedTimeZoneInfo => _host.SelectedTimeZone;

    public Theme Theme => _host.Theme;

    public void CallOnUiThread(Action action) => _host.CallOnUiThread(action);

    public List<Item> GetWorkSpaceItems() => _host.GetWorkSpaceItems();

    public FQID GetPlaybackController(WindowInformation windowInformation) => _host.GetPlaybackController(windowInformation);

    public PlaybackController GetPlaybackController(FQID fqid) => _host.GetPlaybackController(fqid);

    internal void Raise(ImageViewerAddOn viewer) => NewImageViewerControlEvent?.Invoke(viewer);
}
