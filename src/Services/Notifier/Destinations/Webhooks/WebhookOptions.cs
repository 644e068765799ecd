using System.ComponentModel.DataAnnotations;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>Where webhooks may go. Section <c>Auditor:Notifier:Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Auditor:Notifier:Webhooks";

    /// <summary>Lets a subscription have a URL without TLS.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Networks (<c>10.20.0.0/16</c>) that webhooks may go to although they are not public.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; set; } = [];

    /// <summary>Ports that webhooks may go to beside 443, 80 and the harmless ones from 1024 on.</summary>
    public IReadOnlyList<int> AllowedPorts { get; set; } = [];

    /// <summary>How long a receiver may take from the connection to the end of its answer.</summary>
    [Range(1, 120, ErrorMessage = "Auditor:Notifier:Webhooks:TimeoutSeconds must be from 1 to 120.")]
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>
    /// URL of a proxy (<c>http://proxy:3128</c>) that webhooks go through; empty for none. The proxy resolves the names, so that it has to
    /// keep requests out of the own network.
    /// </summary>
    public string Proxy { get; set; } = "";
}
