using Auditor.Hosting.Bus;
using Auditor.Plugin.Core.Sending;
using MassTransit;

namespace Auditor.Standalone.Simulation;

/// <summary>Makes the plugins' ways to the services of this process.</summary>
internal sealed class SiteLinks(IBus bus, IServiceScopeFactory scopes, SiteTraffic traffic, IConfiguration configuration)
{
    private readonly bool _broker = configuration.HasBroker();

    public IBrokerLink Create(TimeProvider time, IReportWatch? watch) => new BusLink(bus, scopes, traffic, _broker, time, watch);

    /// <summary>Every Event Server is there.</summary>
    public void Open() => traffic.Open();
}
