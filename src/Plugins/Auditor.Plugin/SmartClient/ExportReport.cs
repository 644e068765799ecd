using Auditor.Contracts;
using Auditor.Plugin.Core.Tracking;
using VideoOS.Platform;
using VideoOS.Platform.Client;
using VideoOS.Platform.Client.Export;

namespace Auditor.Plugin.SmartClient;

/// <summary>
/// One export, from the only place that knows its real scope. It exports nothing itself: it is done at once, and none of our files go along with
/// the evidence.
/// </summary>
internal sealed class ExportReport : ExportManager
{
    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly ClientContext _context;
    private readonly ExportDetail _detail;
    private int _started;
    private int _ended;

    public ExportReport(ClientContext context, ExportParameters? parameters)
        : base(parameters)
    {
        _context = context;
        _detail = context.Guarded.Read("Export", () => DetailOf(parameters), otherwise: new ExportDetail());
    }

    /// <summary>The host waits until it is 100.</summary>
    public override int Progress => 100;

    public override string LastErrorMessage => "";

    public override bool IncludePluginFilesInExport => false;

    public override bool ExportPerformed => false;

    public override void ExportStarting() => Start();

    public override void ExportComplete() => End(ExportEnd.Completed);

    public override void ExportCancelled() => End(ExportEnd.Cancelled);

    public override void ExportFailed() => End(ExportEnd.Failed);

    public override ulong? EstimateSizeOfExport() => 0;

    private void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            _context.Guarded.Run("Export", () => _context.Signals.ExportStarting(_id, _detail));
        }
    }

    private void End(ExportEnd end)
    {
        // An end without a start is still something that was taken.
        Start();
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            _context.Guarded.Run("Export", () => _context.Signals.ExportEnded(_id, end, error: null));
        }
    }

    private ExportDetail DetailOf(ExportParameters? parameters)
    {
        if (parameters is null)
        {
            return new ExportDetail();
        }

        var recordings = new List<ExportedRecording>();
        foreach (Item item in parameters.CameraItems ?? [])
        {
            if (_context.Cameras.Of(item?.FQID) is { } camera)
            {
                recordings.AddRange(RecordingsOf(item!, camera with { Name = camera.Name.Length > 0 ? camera.Name : item!.Name ?? "" }, parameters));
            }
        }

        return new ExportDetail
        {
            Recordings = recordings,
            Destination = string.IsNullOrEmpty(parameters.DestinationDirectory) ? null : parameters.DestinationDirectory,
            Formats = FormatsOf(parameters),
        };
    }

    private List<ExportedRecording> RecordingsOf(Item item, CameraRef camera, ExportParameters parameters)
    {
        var stretches = new List<ExportedRecording>();
        _context.Guarded.Run("Export", () =>
        {
            foreach (VideoOS.Platform.Util.TimeInterval interval in item.GetExportIntervals() ?? [])
            {
                if (ClientContext.Utc(interval.StartTime) is { } from && ClientContext.Utc(interval.EndTime) is { } to)
                {
                    stretches.Add(new ExportedRecording { Camera = camera, From = from, To = to });
                }
            }
        });
        if (stretches.Count == 0 && ClientContext.Utc(parameters.BeginTime) is { } begin && ClientContext.Utc(parameters.EndTime) is { } end)
        {
            stretches.Add(new ExportedRecording { Camera = camera, From = begin, To = end });
        }

        return stretches;
    }

    private static List<string> FormatsOf(ExportParameters parameters)
    {
        var formats = new List<string>();
        if (parameters.ExportingDatabase)
        {
            formats.Add("Database");
        }

        if (parameters.ExportingVideoClip)
        {
            formats.Add("Video Clip");
        }

        if (parameters.ExportingStillImages)
        {
            formats.Add("Still Images");
        }

        return formats;
    }
}
