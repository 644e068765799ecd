using Auditor.Hosting;
using Auditor.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Auditor.Notifier.Destinations.Syslog;

/// <summary>Adds the kind of destination.</summary>
internal static class SyslogRegistration
{
    /// <exception cref="UnusableConfigurationException">The file of trusted certificates cannot be used.</exception>
    public static IServiceCollection AddSyslog(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(TrustedCertificates.Load(configuration));
        services.AddSettings<SyslogOptions>(SyslogOptions.Section);
        services.AddSingleton<IDestinationKind, SyslogKind>();
        return services;
    }
}
