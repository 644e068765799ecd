using Auditor.Contracts;
using VideoOS.Platform.Client;

namespace Auditor.Plugin.SmartClient;

/// <summary>Every position that shows a camera, from its appearance to its end: which camera, in which window, playing independently or not.</summary>
internal sealed class ViewerWatch(ClientContext context, WindowWatch windows) : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<ImageViewerAddOn, WatchedViewer> _viewers = [];
    private long _appeared;
    private volatile bool _closed;

    /// <summary>Viewers that are there already are not told of, so this comes before everything else.</summary>
    public void Start() => context.Client.NewImageViewerControlEvent += OnNewViewer;

    /// <summary>All cameras once more, for instance because their groups have become known.</summary>
    public void TellAll()
    {
        foreach (WatchedViewer viewer in All())
        {
            viewer.Look();
        }

        foreach (string window in All().Select(viewer => viewer.Window).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            TellCameras(window);
        }
    }

    public WatchedViewer? Find(string id) => All().FirstOrDefault(viewer => viewer.Id == id);

    /// <summary>A viewer shows something else, or is in another window.</summary>
    internal void Changed(string window) => TellCameras(window);

    internal void Gone(WatchedViewer viewer)
    {
        lock (_gate)
        {
            _viewers.Remove(viewer.AddOn);
        }

        TellCameras(viewer.Window);
        windows.Leave(viewer.Window);
    }

    public void Dispose()
    {
        _closed = true;
        context.Guarded.Run("Viewers", () => context.Client.NewImageViewerControlEvent -= OnNewViewer);
        foreach (WatchedViewer viewer in All())
        {
            viewer.Dispose();
        }

        lock (_gate)
        {
            _viewers.Clear();
        }
    }

    private void OnNewViewer(ImageViewerAddOn addOn) => context.Guarded.Run("Viewers", () => Watch(addOn));

    private void Watch(ImageViewerAddOn? addOn)
    {
        if (addOn is null || _closed)
        {
            return;
        }

        var viewer = new WatchedViewer(context, windows, this, addOn, Interlocked.Increment(ref _appeared));
        lock (_gate)
        {
            if (_viewers.ContainsKey(addOn))
            {
                return;
            }

            _viewers[addOn] = viewer;
        }

        viewer.Start();
    }

    private WatchedViewer[] All()
    {
        lock (_gate)
        {
            return [.. _viewers.Values];
        }
    }

    private void TellCameras(string window)
    {
        if (_closed)
        {
            return;
        }

        lock (_gate)
        {
            List<CameraRef> cameras =
            [
                .. _viewers.Values
                    .Where(viewer => string.Equals(viewer.Window, window, StringComparison.OrdinalIgnoreCase))
                    .OrderBy(viewer => viewer.Number)
                    .Select(viewer => viewer.Camera)
                    .OfType<CameraRef>()
                    .GroupBy(camera => camera.Id, StringComparer.OrdinalIgnoreCase)
                    .Select(same => same.First()),
            ];
            context.Signals.WindowCameras(window, cameras);
        }
    }
}
