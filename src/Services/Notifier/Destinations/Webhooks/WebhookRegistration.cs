using System.Net;
using Auditor.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>Makes webhooks a kind of destination.</summary>
internal static class WebhookRegistration
{
    /// <exception cref="Hosting.UnusableConfigurationException">The file of trusted certificates cannot be used.</exception>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<WebhookOptions>(WebhookOptions.Section);
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(TrustedCertificates.Load(configuration));
        services.AddSingleton(provider => new AddressGuard(
            [.. provider.GetRequiredService<IOptions<WebhookOptions>>().Value.AllowedNetworks.Select(network => IPNetwork.Parse(network))],
            AddressGuard.OwnNetworks));
        services.AddSingleton(provider => new WebhookUrl(provider.GetRequiredService<IOptions<WebhookOptions>>().Value, provider.GetRequiredService<AddressGuard>()));
        services.AddSingleton(provider => new WebhookHttp(
            provider.GetRequiredService<IOptions<WebhookOptions>>().Value,
            new GuardedConnector(provider.GetRequiredService<AddressGuard>(), Dns.GetHostAddressesAsync),
            provider.GetRequiredService<TrustedCertificates>()));
        services.AddSingleton<IDestinationKind, WebhookKind>();
        return services;
    }
}
