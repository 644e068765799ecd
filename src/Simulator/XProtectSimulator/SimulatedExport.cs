using VideoOS.Platform;
using VideoOS.Platform.Client;
using VideoOS.Platform.Util;

namespace Auditor.XProtectSimulator;

/// <summary>An export under way.</summary>
public sealed class SimulatedExport
{
    private readonly SimulatedSmartClient _client;
    private readonly ExportOrder _order;
    private ExportManager? _manager;

    internal SimulatedExport(SimulatedSmartClient client, ExportOrder order)
    {
        _client = client;
        _order = order;
    }

    /// <summary>Whether the plugin would have its own files copied into the evidence.</summary>
    public bool CarriesPluginFiles { get; private set; }

    /// <summary>What the plugin says of its progress; the export waits for 100.</summary>
    public int Progress { get; private set; }

    public Task CompleteAsync() => _client.ActAsync(() => Tell("ExportComplete", manager => manager.ExportComplete()));

    public Task CancelAsync() => _client.ActAsync(() => Tell("ExportCancelled", manager => manager.ExportCancelled()));

    public Task FailAsync() => _client.ActAsync(() => Tell("ExportFailed", manager => manager.ExportFailed()));

    internal void Start(Func<ExportParameters, ExportManager?>? factory)
    {
        var parameters = new ExportParameters
        {
            BeginTime = _order.Recordings.Min(taken => taken.From).UtcDateTime,
            EndTime = _order.Recordings.Max(taken => taken.To).UtcDateTime,
            DestinationDirectory = _order.Destination,
            ExportingDatabase = _order.Database,
            ExportingVideoClip = _order.VideoClip,
            ExportingStillImages = _order.StillImages,
            CameraItems = [.. _order.Recordings.GroupBy(taken => taken.Camera, StringComparer.OrdinalIgnoreCase).Select(CameraWithStretches)],
            ViewItems = [],
        };
        _client.Deliver("GenerateExportManager", () => _manager = factory?.Invoke(parameters));
        Tell("ExportStarting", manager =>
        {
            CarriesPluginFiles = manager.IncludePluginFilesInExport;
            manager.EstimateSizeOfExport();
            manager.ExportStarting();
            Progress = manager.Progress;
        });
    }

    private Item CameraWithStretches(IGrouping<string, ExportedStretch> taken)
    {
        Item item = _client.Site.CameraItem(_client.Site.Camera(taken.Key));
        item.ExportIntervals = [.. taken.Select(stretch => new TimeInterval(stretch.From.UtcDateTime, stretch.To.UtcDateTime))];
        return item;
    }

    private void Tell(string what, Action<ExportManager> tell)
    {
        if (_manager is { } manager)
        {
            _client.Deliver(what, () => tell(manager));
        }
    }
}
