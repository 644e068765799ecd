extern alias bcl;

using System.Windows;
using System.Windows.Automation;
using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Spooling;
using Auditor.Plugin.SmartClient;
using Auditor.Plugin.WindowsHost.Driving;

namespace Auditor.Plugin.WindowsHost.Screens;

/// <summary>The settings page "My auditing" over a session that the test makes up and changes.</summary>
internal sealed class MyAuditingScreen : HostScreen, IDisposable
{
    private StagedSession? _session;
    private MyAuditingViewModel? _model;
    private Window? _window;

    public override string Name => "my-auditing";

    public override void Show(ScreenRequest request)
    {
        _window?.Close();
        _model?.Dispose();
        _session = request.Has("link") ? new StagedSession() : null;
        Stage(request);
        MyAuditingSources? sources = _session is null ? null : new MyAuditingSources(_session, _session, _session, "0.1.0");
        _model = new MyAuditingViewModel(sources, act => _ = Application.Current.Dispatcher.BeginInvoke(act), text => Report.Write("copied", new { text }), bcl::System.TimeProvider.System);
        _window = new Window
        {
            Title = "My auditing",
            WindowStyle = WindowStyle.None,
            ResizeMode = ResizeMode.NoResize,
            Width = 820,
            Height = Math.Min(780, SystemParameters.WorkArea.Height),
            WindowStartupLocation = WindowStartupLocation.CenterScreen,
            Content = new MyAuditingPanel(_model, request.Theme),
        };
        AutomationProperties.SetAutomationId(_window, "MyAuditingWindow");
        _window.Show();
    }

    /// <summary>The connection, the spool or the rules change, on another thread as in life; or the page is closed.</summary>
    public override void Tell(ScreenRequest request)
    {
        if (request.Flag("close"))
        {
            _model!.Dispose();
            _window!.Close();
            Report.Write("listeners", new { count = _session!.Listeners });
            return;
        }

        Task.Run(() => Stage(request)).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _model?.Dispose();
        _session?.Dispose();
    }

    private void Stage(ScreenRequest request)
    {
        if (request.Has("link"))
        {
            _session!.Set(request.Data<LinkStatus>("link"));
        }

        if (request.Has("spool"))
        {
            _session!.Set(request.Data<SpoolStatus>("spool"));
        }

        if (request.Has("rules"))
        {
            _session!.Set(request.Data<IReadOnlyList<AuditRule>>("rules"), request.Flag("known") ? request.Data<DateTimeOffset>("fetchedAt") : null);
        }
    }
}
