using System.Collections.ObjectModel;
using VideoOS.Platform;
using VideoOS.Platform.Background;
using VideoOS.Platform.Data;
using VideoOS.Platform.Login;
using VideoOS.Platform.Messaging;

namespace Auditor.XProtectSimulator;

/// <summary>Event Server: loads plugins at its start, takes events in, has nobody at a screen.</summary>
public sealed class SimulatedEventServer(SimulatedSite site, params IReadOnlyList<BackgroundPlugin> plugins) : IAsyncDisposable
{
    private readonly EventServerHost _host = new(site);
    private bool _running;

    public IReadOnlyCollection<ReportedProblem> Problems => _host.Problems;

    public IReadOnlyCollection<MipLogLine> MipLog => _host.MipLog;

    public Task StartAsync() => InHostAsync(() =>
    {
        _host.Register();
        site.Store.Join(_host);
        _running = true;
        foreach (BackgroundPlugin plugin in plugins.Where(plugin => plugin.TargetEnvironments.Contains(EnvironmentType.Service)))
        {
            plugin.Init();
        }
    });

    public async Task StopAsync()
    {
        if (!_running)
        {
            return;
        }

        _running = false;
        await InHostAsync(() =>
        {
            foreach (BackgroundPlugin plugin in plugins)
            {
                plugin.Close();
            }
        });
        site.Store.Leave(_host);
        _host.Unregister();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private Task InHostAsync(Action work) => Task.Run(() =>
    {
        _host.Enter();
        try
        {
            work();
        }
        catch (Exception problem)
        {
            _host.Escaped("Event Server", problem);
        }
    });

    private sealed class EventServerHost(SimulatedSite site) : SimulatedHost(site)
    {
        internal override EnvironmentType EnvironmentType => EnvironmentType.Service;

        internal override Mode Mode => Mode.ClientLive;

        protected override bool CachesItems => false;

        internal override LoginSettings GetLoginSettings() => new() { UserName = "NETWORK SERVICE", FullyQualifiedUserName = "NT AUTHORITY\\NETWORK SERVICE" };

        internal override Collection<object> SendMessage(Message message, FQID? destination, FQID? sender)
        {
            if (message.MessageId == MessageId.Server.NewEventCommand)
            {
                Site.Events.Take((AnalyticsEvent)message.Data, message.RelatedFQID?.ObjectId);
                return [];
            }

            return base.SendMessage(message, destination, sender);
        }
    }
}
