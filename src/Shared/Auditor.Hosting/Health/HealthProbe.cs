using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;

namespace Auditor.Hosting.Health;

/// <summary>
/// <c>health</c> as the first argument: asks the host that runs on this machine with the same configuration, and says so by the exit code.
/// For container engines, since the images have no shell and no curl.
/// </summary>
public static class HealthProbe
{
    public const string Command = "health";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Asks <c>/health/ready</c>, or <c>/health/live</c> when the next argument is <c>live</c>.</summary>
    /// <param name="args">The process's arguments, from the command on.</param>
    /// <param name="usualAddress">Where the host listens when nothing says otherwise.</param>
    /// <returns>0: healthy; 1: not, or not to be reached.</returns>
    public static async Task<int> RunAsync(string[] args, string usualAddress)
    {
        string path = args is [_, "live", ..] ? "/health/live" : "/health/ready";
        Uri address = AddressOf(Settings(args), usualAddress);
        using var handler = new HttpClientHandler
        {
#pragma warning disable MA0039 // It is this machine that is asked, by an address that its certificate does not name; nothing secret is sent.
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
#pragma warning restore MA0039
            UseProxy = false,
        };
        using var http = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri(address, path));
            await Console.Out.WriteLineAsync($"{path} {(int)answer.StatusCode}");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{path}: {problem.Message}");
            return 1;
        }
    }

    /// <summary>Where the host listens, as seen from its own machine.</summary>
    internal static Uri AddressOf(IConfiguration settings, string usualAddress)
    {
        // Kestrel's endpoints win over "urls", as they do when it listens.
        string listening = settings.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).FirstOrDefault(url => !string.IsNullOrEmpty(url))
            ?? settings[WebHostDefaults.ServerUrlsKey]
            ?? usualAddress;
        string first = listening.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0].Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        var address = new UriBuilder(first);
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
        {
            address.Host = "127.0.0.1";
        }

        return address.Uri;
    }

    private static IConfigurationRoot Settings(string[] args) => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddEnvironmentVariables("DOTNET_")
        .AddEnvironmentVariables()
        .AddCommandLine([.. args.Skip(1).SkipWhile(word => !word.StartsWith("--", StringComparison.Ordinal))])
        .Build();
}
