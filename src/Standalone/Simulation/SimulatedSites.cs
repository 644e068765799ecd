using Auditor.Contracts;
using Auditor.Plugin.Core.Sending;
using Auditor.Standalone.Scenarios;
using Auditor.XProtectSimulator;

namespace Auditor.Standalone.Simulation;

/// <summary>The XProtect sites of a scenario, each with its Event Server, in which the plugin's own code runs.</summary>
internal sealed class SimulatedSites : IAsyncDisposable
{
    private readonly Dictionary<string, SimulatedSite> _sites = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SimulatedEventServer> _eventServers = [];

    /// <param name="scenario">Whose world it is. Every site knows every camera, as in a federation.</param>
    public SimulatedSites(Scenario scenario)
    {
        foreach (SiteRef declared in scenario.Users.Values.Select(user => user.Site).Concat(scenario.Cameras.Values.Select(camera => camera.Site)).DistinctBy(site => site.Name))
        {
            // Its log takes what it is given: a scenario says what comes out, and that shall not depend on chance.
            var site = new SimulatedSite(declared.Name, Guid.Parse(declared.Id!), new Hostility { FailsToLog = false });
            foreach ((CameraRef camera, _) in scenario.Cameras.Values)
            {
                site.AddCamera(camera.Name, Guid.Parse(camera.Id), [.. camera.Groups.Select(group => new SimulatedGroup(Guid.Parse(group), group))]);
            }

            _sites[declared.Name] = site;
        }
    }

    public SimulatedSite this[SiteRef site] => _sites[site.Name];

    /// <summary>Starts every Event Server.</summary>
    /// <param name="link">Makes the way to the services.</param>
    /// <param name="folder">For what was delivered.</param>
    /// <param name="watch">Sees what arrives.</param>
    /// <param name="open">Called when all of them are there.</param>
    public async Task StartAsync(Func<IBrokerLink> link, string folder, DeliveryWatch watch, Action open)
    {
        foreach (SimulatedSite site in _sites.Values)
        {
            watch.Watch(site);
            var server = new SimulatedEventServer(
                site, AuditedEventServer.Create(new EventServerEquipment { Link = link, Folder = Path.Combine(folder, "event-server-" + site.Id.ToString("n")) }));
            await server.StartAsync();
            _eventServers.Add(server);
        }

        open();
    }

    /// <summary>An operator as XProtect knows one; a SID is made up where the scenario says none.</summary>
    public static SimulatedUser UserOf(Actor actor) => new()
    {
        Name = actor.Name,
        Sid = actor.Id ?? "S-1-5-21-" + string.Join('-', ScenarioReader.IdOf("sid", actor.Name).ToByteArray().Chunk(4).Select(part => BitConverter.ToUInt32(part))),
        DisplayName = actor.DisplayName ?? "",
        IsBasic = actor.Account is null or "basic",
        IsExternal = actor.Account == "idp",
        Roles = [.. actor.Roles.Select(role => new SimulatedRole(Guid.Parse(role.Id!), role.Name ?? ""))],
    };

    public async ValueTask DisposeAsync()
    {
        foreach (SimulatedEventServer server in _eventServers)
        {
            await server.DisposeAsync();
        }
    }
}
