using Auditor.Contracts;
using Auditor.Plugin.Core.Sending;
using Auditor.Standalone.Scenarios;
using Auditor.XProtectSimulator;

namespace Auditor.Standalone.Simulation;

/// <summary>
/// Plays a scenario: each operator sits at a simulated Smart Client and each site has a simulated Event Server, in which the plugin's own code runs.
/// </summary>
internal sealed class ScenarioPlayer(Scenario scenario, SiteLinks links, string folder, IReportWatch? watch) : IAsyncDisposable
{
    private readonly SimulatedSites _sites = new(scenario);
    private readonly Dictionary<string, (Workplace Workplace, SiteClock Clock)> _workplaces = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Starts the Event Servers.</summary>
    public Task StartAsync(DeliveryWatch deliveries) => _sites.StartAsync(() => links.Create(TimeProvider.System, watch: null), folder, deliveries, links.Open);

    /// <summary>Does one step; returns when everything that follows from it is safe with the services.</summary>
    /// <exception cref="ScenarioException">The step cannot be done as things stand.</exception>
    public async Task PerformAsync(ScenarioStep step, CancellationToken cancellation)
    {
        (Workplace workplace, SiteClock clock) = WorkplaceOf(step.User);
        if (step.At is { } at)
        {
            clock.Set(at);
        }

        try
        {
            await workplace.PerformAsync(step, cancellation);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or KeyNotFoundException)
        {
            throw new ScenarioException(step.Line, "do", wrong.Message);
        }
    }

    /// <summary>Everybody signs out, and the Event Servers stop.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach ((Workplace workplace, _) in _workplaces.Values)
        {
            await workplace.DisposeAsync();
        }

        await _sites.DisposeAsync();
    }

    private (Workplace Workplace, SiteClock Clock) WorkplaceOf(string user)
    {
        if (!_workplaces.TryGetValue(user, out (Workplace, SiteClock) known))
        {
            (Actor actor, SiteRef site) = scenario.Users[user];
            var clock = new SiteClock();
            var workplace = new Workplace(
                _sites[site], SimulatedSites.UserOf(actor), actor.Workstation ?? "SIMULATED", Path.Combine(folder, "operator-" + ScenarioReader.IdOf("user", user).ToString("n")), clock,
                seen => links.Create(clock, seen), watch);
            _workplaces[user] = known = (workplace, clock);
        }

        return known;
    }
}
