using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>The connections to receivers of webhooks, guarded; shared by all subscriptions.</summary>
internal sealed class WebhookHttp : IDisposable
{
    /// <summary>Of an answer's body nobody reads more.</summary>
    public const int MostAnswerBytes = 8_192;

    private const int MostAnswerHeaderKilobytes = 16;
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(5);

    private readonly HttpClient _client;

    public WebhookHttp(WebhookOptions options, GuardedConnector connector, TrustedCertificates trusted)
    {
        var handler = new SocketsHttpHandler
        {
            // A notification goes to the one who is subscribed, and to nobody whom that one names.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = options.Proxy.Length > 0,
            Proxy = options.Proxy.Length > 0 ? new WebProxy(options.Proxy) : null,
            PooledConnectionLifetime = LongestConnection,
            MaxResponseHeadersLength = MostAnswerHeaderKilobytes,
            MaxResponseDrainSize = MostAnswerBytes,
            // Receivers are strangers: they learn nothing of the trace that this is part of.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            SslOptions = new SslClientAuthenticationOptions
            {
                // Thrown, because from a mere "no" nobody learns why.
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    trusted.Refusal(certificate, chain, errors) is { } why ? throw new CertificateRefusedException(why) : true,
            },
        };
        if (options.Proxy.Length == 0)
        {
            handler.ConnectCallback = connector.ConnectAsync;
        }

        _client = new HttpClient(handler)
        {
            // WebhookDestination has a limit for the whole of it, answer included.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        string version = typeof(WebhookHttp).Assembly.GetName().Version?.ToString(3) ?? "0";
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Auditor-Webhooks", version));
    }

    /// <summary>Returns when the head of the answer is there.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);

    public void Dispose() => _client.Dispose();
}
