using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>What annotations cannot say.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var problems = new List<string>();
        problems.AddRange(options.AllowedNetworks
            .Where(network => !System.Net.IPNetwork.TryParse(network, out _))
            .Select(network => $"{WebhookOptions.Section}:AllowedNetworks has '{network}'; expected is a network like 10.20.0.0/16, 192.168.7.9/32 or fd00:20::/32."));
        problems.AddRange(options.AllowedPorts
            .Where(port => port is < 1 or > 65_535)
            .Select(port => $"{WebhookOptions.Section}:AllowedPorts has {port}; expected are ports from 1 to 65535."));
        if (options.Proxy.Length > 0 && !(Uri.TryCreate(options.Proxy, UriKind.Absolute, out Uri? proxy) && proxy.Scheme == Uri.UriSchemeHttp && proxy.UserInfo.Length == 0))
        {
            // It may hold a password and is not repeated.
            problems.Add($"{WebhookOptions.Section}:Proxy must be a URL like http://proxy:3128, without user and password.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
