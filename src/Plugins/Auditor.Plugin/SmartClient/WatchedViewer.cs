using Auditor.Contracts;
using Auditor.Plugin.Core.Tracking;
using VideoOS.Platform.Client;

namespace Auditor.Plugin.SmartClient;

/// <summary>One position that shows a camera. The host calls back from any thread.</summary>
internal sealed class WatchedViewer(ClientContext context, WindowWatch windows, ViewerWatch viewers, ImageViewerAddOn addOn, long number)
    : IDisposable
{
    private readonly object _gate = new();
    private PlaybackController? _controller;
    private bool _independent;
    private bool _closed;

    /// <summary>Ours; the SDK has no id for it.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    public ImageViewerAddOn AddOn { get; } = addOn;

    /// <summary>Viewers are numbered as they appear, which is the order of the positions in a view.</summary>
    public long Number { get; } = number;

    /// <summary>Our name of the window that it is in.</summary>
    public string Window { get; private set; } = Windows.Main;

    public CameraRef? Camera { get; private set; }

    public void Start()
    {
        Window = windows.Enter(context.Guarded.Read("Viewer", () => AddOn.WindowInformation, otherwise: null!));
        AddOn.CloseEvent += OnClose;
        AddOn.PropertyChangedEvent += OnPropertyChanged;
        AddOn.IndependentPlaybackModeChangedEvent += OnIndependentPlayback;
        Look();
        viewers.Changed(Window);
        if (context.Guarded.Read("Viewer", () => AddOn.IndependentPlaybackEnabled, otherwise: false))
        {
            Independent(enabled: true);
        }
    }

    /// <summary>Reads which camera it shows.</summary>
    public void Look()
    {
        CameraRef? camera = context.Guarded.Read("Viewer", () => context.Cameras.Of(AddOn.CameraFQID), otherwise: null);
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            bool other = camera?.Id != Camera?.Id || camera?.Groups.Count != Camera?.Groups.Count;
            Camera = camera;
            if (other && _independent)
            {
                context.Signals.ViewerCamera(Id, camera);
            }
        }
    }

    /// <summary>Sent to the client's own thread by the caller.</summary>
    public void StopIndependentPlayback() => AddOn.IndependentPlaybackEnabled = false;

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
        }

        context.Guarded.Run("Viewer", () =>
        {
            AddOn.CloseEvent -= OnClose;
            AddOn.PropertyChangedEvent -= OnPropertyChanged;
            AddOn.IndependentPlaybackModeChangedEvent -= OnIndependentPlayback;
        });
        Follow(null);
    }

    private void OnClose(object? sender, EventArgs e) => context.Guarded.Run("Viewer", () =>
    {
        bool independent;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            independent = _independent;
        }

        Dispose();
        if (independent)
        {
            context.Signals.ViewerClosed(Id);
        }

        viewers.Gone(this);
    });

    private void OnPropertyChanged(object? sender, EventArgs e) => context.Guarded.Run("Viewer", () =>
    {
        Move();
        Look();
        viewers.Changed(Window);
        // The event may have been missed, or may come before the property says the same.
        if (context.Guarded.Read("Viewer", () => AddOn.IndependentPlaybackEnabled, otherwise: false))
        {
            Independent(enabled: true);
        }
    });

    private void OnIndependentPlayback(object? sender, IndependentPlaybackModeEventArgs e) =>
        context.Guarded.Run("Viewer", () => Independent(e.IndependentPlaybackEnabled));

    /// <summary>A viewer may learn late which window it is in.</summary>
    private void Move()
    {
        WindowInformation? information = context.Guarded.Read("Viewer", () => AddOn.WindowInformation, otherwise: null!);
        if (information is null)
        {
            return;
        }

        string now = context.Windows.Of(information);
        string before;
        lock (_gate)
        {
            before = Window;
            if (_closed || string.Equals(now, before, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }

            Window = now;
        }

        windows.Enter(information);
        viewers.Changed(before);
        windows.Leave(before);
    }

    private void Independent(bool enabled)
    {
        PlaybackController? controller = enabled ? context.Guarded.Read("Viewer", () => AddOn.IndependentPlaybackController, otherwise: null!) : null;
        DateTimeOffset? time = controller is null ? null : context.Guarded.Read("Viewer", () => ClientContext.Utc(controller.PlaybackTime), otherwise: null);
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            if (_independent != enabled)
            {
                _independent = enabled;
                context.Signals.IndependentPlayback(Id, Window, Camera, enabled, time);
            }
        }

        Follow(controller);
    }

    private void Follow(PlaybackController? controller)
    {
        PlaybackController? before;
        lock (_gate)
        {
            if (_closed)
            {
                controller = null;
            }

            before = _controller;
            if (ReferenceEquals(before, controller))
            {
                return;
            }

            _controller = controller;
        }

        context.Guarded.Run("Viewer", () =>
        {
            if (before is not null)
            {
                before.PlaybackModeChangedEvent -= OnMotion;
                before.PlaybackTimeChangedEvent -= OnTime;
            }

            if (controller is not null)
            {
                controller.PlaybackModeChangedEvent += OnMotion;
                controller.PlaybackTimeChangedEvent += OnTime;
            }
        });
    }

    private void OnMotion(object sender, PlaybackController.PlaybackModeEventArgs e) => context.Guarded.Run("Viewer", () =>
    {
        DateTimeOffset? time = sender is PlaybackController controller
            ? context.Guarded.Read("Viewer", () => ClientContext.Utc(controller.PlaybackTime), otherwise: null)
            : null;
        context.Signals.ViewerMotion(
            Id,
            e.PlaybackMode switch
            {
                PlaybackController.PlaybackModeType.Forward => PlaybackMotion.Forward,
                PlaybackController.PlaybackModeType.Reverse => PlaybackMotion.Reverse,
                _ => PlaybackMotion.Stop,
            },
            time);
    });

    private void OnTime(object sender, PlaybackController.TimeEventArgs e) => context.Guarded.Run("Viewer", () =>
    {
        if (ClientContext.Utc(e.Time) is { } time)
        {
            context.Signals.ViewerTime(Id, time);
        }
    });
}
