using Auditor.Hosting.Api;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>HTTP POST after the Standard Webhooks specification (decision 0031).</summary>
internal sealed class WebhookKind(WebhookHttp http, WebhookUrl urls, IOptions<WebhookOptions> options, TimeProvider time) : IDestinationKind
{
    public string Kind => DestinationKinds.Webhook;

    public string SecretName => "signing";

    public string NewSecret() => WebhookSecret.New();

    public IEnumerable<FieldProblem> Check(Destination destination, string? secret)
    {
        WebhookSettings settings = destination.Webhook!;
        foreach (string problem in urls.Problems(settings.Url))
        {
            yield return new FieldProblem("destination.webhook.url", problem);
        }

        if (!BodyFormats.All.Contains(settings.Format))
        {
            yield return new FieldProblem("destination.webhook.format", $"One of {string.Join(", ", BodyFormats.All)} is expected.");
        }

        if (secret is not null && WebhookSecret.Read(secret) is null)
        {
            yield return new FieldProblem(
                "secret", $"'whsec_' and {WebhookSecret.FewestBytes} to {WebhookSecret.MostBytes} random bytes in base64 are expected; leave it out to get a new one.");
        }
    }

    public IDestination Open(Subscription subscription, IReadOnlyList<string> secrets)
    {
        WebhookSettings settings = subscription.Destination.Webhook!;
        byte[][] keys = [.. secrets.Select(WebhookSecret.Read).OfType<byte[]>()];
        return keys.Length == 0
            ? throw new InvalidOperationException("A webhook without a signing secret is not sent.")
            : new WebhookDestination(http, new Uri(settings.Url), settings.Format, keys, TimeSpan.FromSeconds(options.Value.TimeoutSeconds), time);
    }
}
