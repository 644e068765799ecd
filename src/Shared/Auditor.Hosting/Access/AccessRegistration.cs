using System.Net;
using Auditor.Hosting.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Auditor.Hosting.Access;

/// <summary>What a host does about who is calling. The order of the steps is the order in which a request passes them.</summary>
internal static class AccessRegistration
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSettings<AccessOptions>(AccessOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        // Not AddAuthentication, which also sets up encryption keys in the user's home folder; tokens here are random, and nothing is encrypted.
        services.AddAuthenticationCore(authentication =>
        {
            authentication.AddScheme<AccessAuthentication>(AccessAuthentication.SchemeName, displayName: null);
            authentication.DefaultScheme = AccessAuthentication.SchemeName;
        });
        services.AddTransient<AccessAuthentication>();
        services.AddWebEncoders();
        services.AddRouteAccess();
        services.AddRateLimiter(_ => { });
        services.AddSingleton<CredentialResolver>();
        services.AddSingleton<CallTally>();
        services.AddSingleton<Refusals>();
    }

    /// <summary>The last to be added: it starts after, and stops before, what it needs.</summary>
    public static void AddAccessServices(this IServiceCollection services)
    {
        // The owner of keys and sessions has registered itself by now; every other host asks it.
        services.TryAddSingleton<ICredentialCheck, BusCredentialCheck>();
        services.TryAddSingleton<ICallRecorder, BusCallRecorder>();
        services.AddHostedService(provider => provider.GetRequiredService<CallTally>());
        services.AddHostedService<ListeningRule>();
    }

    public static void UseForwardedAddresses(this WebApplication app)
    {
        IReadOnlyList<string> proxies = app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.TrustedProxies;
        if (proxies.Count == 0)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (string proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out IPAddress? address))
            {
                forwarded.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(proxy, out System.Net.IPNetwork network))
            {
                forwarded.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new UnusableConfigurationException(
                    $"{AccessOptions.Section}:TrustedProxies has '{proxy}'; expected is an address like 10.0.0.7 or a network like 10.0.0.0/8.");
            }
        }

        app.UseForwardedHeaders(forwarded);
    }
}
