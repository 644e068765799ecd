using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Sending;
using Auditor.Wire;
using Auditor.XProtectSimulator;

namespace Auditor.EndToEnd.Tests;

/// <summary>The plugin's own links to the broker, and its Event Server part in a simulated XProtect.</summary>
internal sealed class PluginSite : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-plugin-").FullName;
    private readonly RabbitMqLink _client;

    public PluginSite(WholeWay way)
    {
        Site = new SimulatedSite("Harbour");
        Site.AddCamera("Camera 1");
        EventServer = new SimulatedEventServer(Site, AuditedEventServer.Create(new EventServerEquipment { Link = () => Link(way, way.Broker.Uri.Port, "event-server"), Folder = _folder }));
        _client = Link(way, way.Broker.Uri.Port, "client");
    }

    public SimulatedSite Site { get; }

    public SimulatedEventServer EventServer { get; }

    /// <summary>Sends as a plugin's spool does, as soon as there is a connection.</summary>
    public async Task SendAsync(ActivityObserved activity)
    {
        await Wait.UntilAsync("the plugin's connection", () => Task.FromResult(_client.Status.Connected), () => _client.Status.Problem ?? "");
        await _client.SendAsync(new BrokerMessage(Exchanges.Activities, RoutingKeys.Of(activity), activity.ActivityId, WireFormat.Serialize(activity)), CancellationToken.None);
    }

    public static RabbitMqLink Link(WholeWay way, int port, string name)
    {
        string[] credentials = way.Broker.Uri.UserInfo.Split(':');
        var settings = new ConnectionSettings
        {
            Host = way.Broker.Uri.Host,
            Port = port,
            UseTls = false,
            VirtualHost = way.Broker.Uri.AbsolutePath.TrimStart('/'),
            User = credentials[0],
            Password = credentials[1],
        };
        return new RabbitMqLink(settings, name, TimeProvider.System, new SilentLog());
    }

    public async ValueTask DisposeAsync()
    {
        await EventServer.DisposeAsync();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class SilentLog : IPluginLog
    {
        public void Info(string where, string message)
        {
        }

        public void Error(string where, string message, Exception? problem = null)
        {
        }
    }
}
