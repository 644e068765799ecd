using Auditor.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Auditor.Notifier.Destinations.Email;

/// <summary>Adds the kind of destination.</summary>
internal static class EmailRegistration
{
    /// <exception cref="UnusableConfigurationException">The file of trusted certificates cannot be used.</exception>
    public static IServiceCollection AddEmail(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TrustedCertificates.Load(configuration));
        services.AddSingleton<IDestinationKind, EmailKind>();
        return services;
    }
}
