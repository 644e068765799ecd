using Auditor.Hosting.Bus;
using Auditor.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Destinations.Feed;

/// <summary>Makes feeds a kind of destination, where there is a broker.</summary>
internal static class FeedRegistration
{
    /// <exception cref="Hosting.UnusableConfigurationException">The broker's address or the file of trusted certificates cannot be used.</exception>
    public static IServiceCollection AddFeed(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.Broker() is null)
        {
            return services;
        }

        services.AddSettings<FeedOptions>(FeedOptions.Section);
        services.AddSingleton<IValidateOptions<FeedOptions>, FeedOptionsValidator>();
        services.TryAddSingleton(TrustedCertificates.Load(configuration));
        services.AddSingleton(provider => new FeedConnection(configuration, provider.GetRequiredService<TrustedCertificates>(), provider.GetRequiredService<IOptions<FeedOptions>>()));
        services.AddSingleton<IDestinationKind, FeedKind>();
        return services;
    }
}
