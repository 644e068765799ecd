using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Webhooks;
using Auditor.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Auditor.Notifier.Tests.Webhooks;

/// <summary>Webhooks as a Notifier has them, with settings of a test.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    /// <summary>A receiver on this machine may be sent to, without TLS.</summary>
    public static readonly (string, string)[] Loopback = [("Webhooks:AllowHttp", "true"), ("Webhooks:AllowedNetworks:0", "127.0.0.0/8")];

    private readonly ServiceProvider _services;

    public WebhookHost(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Auditor:Notifier:" + setting.Key, (string?)setting.Value)))
            .Build();
        _services = new ServiceCollection().AddSingleton(configuration).AddWebhooks(configuration).BuildServiceProvider();
    }

    public IDestinationKind Kind => _services.GetRequiredService<IDestinationKind>();

    public IDestination Open(string url, params string[] secrets) => Open(url, BodyFormats.Entry, secrets);

    public IDestination Open(string url, string format, string[] secrets) => Kind.Open(
        new Subscription
        {
            Id = Sample.SubscriptionId,
            Destination = new Destination { Kind = DestinationKinds.Webhook, Webhook = new WebhookSettings { Url = url, Format = format } },
        },
        secrets.Length > 0 ? secrets : [WebhookSecret.New()]);

    /// <summary>What is wrong with a URL, in one text.</summary>
    public string Problems(string url, string format = BodyFormats.Entry, string? secret = null) => string.Join(
        '\n',
        Kind.Check(new Destination { Kind = DestinationKinds.Webhook, Webhook = new WebhookSettings { Url = url, Format = format } }, secret)
            .Select(problem => $"{problem.Field}: {problem.Message}"));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
