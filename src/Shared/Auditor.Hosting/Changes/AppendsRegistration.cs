using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Auditor.Hosting.Changes;

/// <summary>
/// For a host without a broker, which runs AuditWriter in the same process: a change counts as announced when its entry is in the log.
/// </summary>
public static class AppendsRegistration
{
    /// <summary>Call it once with the host's services, before the bus is added.</summary>
    /// <returns>What the bus has to be added with.</returns>
    public static Action<IBusRegistrationConfigurator> AwaitAppends(this IServiceCollection services)
    {
        services.AddSingleton<AppendedChanges>();
        return bus => bus.AddConsumer<AppendedChanges, AppendedChangesDefinition>();
    }
}
