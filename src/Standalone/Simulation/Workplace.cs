using System.Collections.Concurrent;
using Auditor.Contracts;
using Auditor.Plugin.Core;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Sending;
using Auditor.Standalone.Scenarios;
using Auditor.XProtectSimulator;

namespace Auditor.Standalone.Simulation;

/// <summary>One operator at a simulated Smart Client in which the plugin's own code runs.</summary>
internal sealed class Workplace : IReportWatch, IAsyncDisposable
{
    private static readonly TimeSpan HeartbeatPeriod = ClientHeartbeat.Period;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SimulatedSmartClient _client;
    private readonly AuditedClient _plugin;
    private readonly SiteClock _clock;
    private readonly SimulatedOperator _operator;
    private readonly IReportWatch? _watch;
    private readonly ConcurrentDictionary<Guid, byte> _asked = new();
    private SimulatedExport? _export;
    private volatile ScenarioStep? _step;

    /// <param name="site">Where the operator signs in.</param>
    /// <param name="user">The operator.</param>
    /// <param name="workstation">Name of the machine.</param>
    /// <param name="folder">For the plugin's spool and policy.</param>
    /// <param name="clock">The workstation's clock.</param>
    /// <param name="link">Makes the way to the services, for each login.</param>
    /// <param name="watch">Sees the activities that follow from steps.</param>
    public Workplace(
        SimulatedSite site, SimulatedUser user, string workstation, string folder, SiteClock clock, Func<IReportWatch, IBrokerLink> link, IReportWatch? watch)
    {
        _clock = clock;
        _watch = watch;
        _operator = new SimulatedOperator(clock);
        _plugin = new AuditedClient(new ClientEquipment
        {
            Link = () => link(this),
            Prompt = _operator,
            Folder = folder,
            Workstation = workstation,
            Time = clock,
        });
        _client = new SimulatedSmartClient(site, user, _plugin.Plugins);
    }

    /// <summary>Does one step; returns when everything that follows from it is safe with the services.</summary>
    /// <exception cref="InvalidOperationException">It cannot be done as things stand.</exception>
    public async Task PerformAsync(ScenarioStep step, CancellationToken cancellation)
    {
        await PrepareAsync(step, cancellation);
        _step = step;
        try
        {
            _operator.Prepare(step.Answer);
            await ActAsync(step);
            await SettleAsync(cancellation);
        }
        finally
        {
            _step = null;
        }
    }

    public async Task ReportingAsync(ActivityObserved activity)
    {
        if (activity is { Prompted: true, CorrelationId: { } asked })
        {
            _asked.TryAdd(asked, 0);
        }
        else if (activity is { About: not null, CorrelationId: { } answered })
        {
            _asked.TryRemove(answered, out _);
        }

        bool follows = _step is { } step && (activity.Kind != ActivityKinds.ClientHeartbeat || step.Do == StepVerb.Heartbeat);
        if (follows && _watch is not null)
        {
            await _watch.ReportingAsync(activity);
        }
    }

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();

    /// <summary>What the step needs and the scenario does not say.</summary>
    private async Task PrepareAsync(ScenarioStep step, CancellationToken cancellation)
    {
        if (step.Do == StepVerb.StartClient)
        {
            await _client.LogOutAsync();
            return;
        }

        if (!_client.IsLoggedIn)
        {
            await _client.LogInAsync();
            await SettleAsync(cancellation);
        }

        if (step.Do is StepVerb.Play or StepVerb.PlayReverse && step.Camera is { } camera && !(await ViewerAsync(camera)).PlaysIndependently)
        {
            _operator.Prepare(answer: null);
            await (await ViewerAsync(camera)).EnableIndependentPlaybackAsync();
            await SettleAsync(cancellation);
        }
    }

    private async Task ActAsync(ScenarioStep step)
    {
        // Who enters anew has left before.
        if (step.Do == StepVerb.EnterPlayback && _client.MainWindow.IsInPlayback)
        {
            await _client.LeavePlaybackAsync();
        }
        else if (step.Do == StepVerb.EnterExport && _client.ShowsExports)
        {
            await _client.CloseExportsAsync();
        }

        if (step.Cameras is { } cameras)
        {
            await _client.ShowCamerasAsync([.. cameras]);
        }

        switch (step.Do)
        {
            case StepVerb.StartClient:
                await _client.LogInAsync();
                break;
            case StepVerb.StopClient:
                await _client.LogOutAsync();
                break;
            case StepVerb.Heartbeat:
                _clock.ComeRound(HeartbeatPeriod);
                break;
            case StepVerb.EnterPlayback:
                _client.MainWindow.Seek(step.From);
                await _client.EnterPlaybackAsync();
                break;
            case StepVerb.LeavePlayback:
                await _client.LeavePlaybackAsync();
                break;
            case StepVerb.EnterExport:
                await _client.OpenExportsAsync();
                break;
            case StepVerb.LeaveExport:
                await _client.CloseExportsAsync();
                break;
            case StepVerb.EnableIndependentPlayback:
                await (await ViewerAsync(step.Camera!)).EnableIndependentPlaybackAsync(step.From);
                break;
            case StepVerb.DisableIndependentPlayback:
                await (await ViewerAsync(step.Camera!)).DisableIndependentPlaybackAsync();
                break;
            case StepVerb.StartExport:
                _export = await _client.StartExportAsync(OrderOf(step));
                break;
            case StepVerb.CompleteExport or StepVerb.CancelExport or StepVerb.FailExport:
                await EndExportAsync(step);
                break;
            default:
                await PlayAsync(step);
                break;
        }
    }

    private async Task PlayAsync(ScenarioStep step)
    {
        double speed = Math.Abs(step.Speed ?? 1);
        if (step.Camera is { } camera)
        {
            SimulatedViewer viewer = await ViewerAsync(camera);
            await (step.Do switch
            {
                StepVerb.Play => viewer.PlayAsync(step.From),
                StepVerb.PlayReverse => viewer.PlayReverseAsync(step.From),
                StepVerb.Stop => viewer.StopAsync(step.To),
                _ => viewer.ScrubAsync(step.From ?? step.To ?? _clock.GetUtcNow(), step.To ?? step.From ?? _clock.GetUtcNow()),
            });
            return;
        }

        SimulatedWindow window = _client.MainWindow;
        await (step.Do switch
        {
            StepVerb.Play => window.PlayAsync(step.From, speed),
            StepVerb.PlayReverse => window.PlayReverseAsync(step.From, speed),
            StepVerb.Stop => window.StopAsync(step.To),
            StepVerb.NextSequence => window.NextSequenceAsync(step.To ?? window.PlaybackTime),
            StepVerb.PreviousSequence => window.PreviousSequenceAsync(step.To ?? window.PlaybackTime),
            _ => window.GoToAsync(step.To ?? window.PlaybackTime),
        });
    }

    private async Task EndExportAsync(ScenarioStep step)
    {
        SimulatedExport export = _export ?? throw new InvalidOperationException("no export has been started.");
        _export = null;
        await (step.Do switch
        {
            StepVerb.CompleteExport => export.CompleteAsync(),
            StepVerb.CancelExport => export.CancelAsync(),
            _ => export.FailAsync(),
        });
    }

    private static ExportOrder OrderOf(ScenarioStep step)
    {
        IReadOnlyList<string> formats = step.Formats ?? [];
        bool Has(string format) => formats.Contains(format, StringComparer.OrdinalIgnoreCase);
        return new ExportOrder
        {
            Recordings = [.. (step.Recordings ?? []).Select(taken => new ExportedStretch(taken.Camera, taken.From, taken.To))],
            Destination = step.Destination ?? "",
            Database = Has("Database"),
            VideoClip = Has("Video Clip"),
            StillImages = Has("Still Images"),
        };
    }

    /// <summary>A viewer of this camera; a window of its own where none shows it.</summary>
    private async Task<SimulatedViewer> ViewerAsync(string camera) =>
        _client.FindViewer(camera) ?? (await _client.OpenFloatingWindowAsync(camera)).Viewers[0];

    /// <summary>Every question has its end, and every activity is with the services.</summary>
    private async Task SettleAsync(CancellationToken cancellation)
    {
        DateTime until = DateTime.UtcNow + Patience;
        int calm = 0;
        while (calm < 2 && DateTime.UtcNow < until)
        {
            await Task.Delay(5, cancellation);
            await _client.RestAsync();
            bool settled = _asked.IsEmpty && (!_client.IsLoggedIn || _plugin.Session is { Policies.Known: true, Spool.Status.Waiting: 0 });
            calm = settled ? calm + 1 : 0;
        }
    }
}
