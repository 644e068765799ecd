using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Auditor.Hosting.Access;

/// <summary>
/// Ends the start of a host that others could reach without TLS, and so read keys and passwords on the way. It looks at the addresses
/// that the server really has, whichever way they were configured.
/// </summary>
internal sealed class ListeningRule(IServer server, IOptions<AccessOptions> options) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.AllowPlainHttp && server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(IsOpen) is { } open)
        {
            throw new UnusableConfigurationException(
                $"{open} would take keys and passwords from other machines without TLS. Listen on https (docs/access.md shows how), on a loopback address, "
                + $"or set {AccessOptions.Section}:AllowPlainHttp=true when a proxy or a private network protects the way.");
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal static bool IsOpen(string address)
    {
        const string Plain = "http://";
        if (!address.StartsWith(Plain, StringComparison.OrdinalIgnoreCase) || address.StartsWith(Plain + "unix:", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        string host = address[Plain.Length..].TrimEnd('/');
        int port = host.LastIndexOf(':');
        host = (port > host.LastIndexOf(']') ? host[..port] : host).Trim('[', ']');
        return !string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) && !(IPAddress.TryParse(host, out IPAddress? ip) && IPAddress.IsLoopback(ip));
    }
}
