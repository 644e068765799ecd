using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Auditor.WebConsole.Serving;

/// <summary>
/// Sends requests to this very host without a socket: no port, no certificate and no name is needed, and the service sees the address
/// of the person, not of the console. Answers are kept in memory whole; what is large is for the browser to fetch itself.
/// </summary>
internal sealed class InProcessHandler(OwnPipeline own, IHttpContextFactory contexts) : HttpMessageHandler
{
    /// <summary>From which address the person looks (an <see cref="IPAddress"/>).</summary>
    public static readonly HttpRequestOptionsKey<IPAddress?> Address = new("Auditor.Address");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = new AnswerFeature();
        using var body = new MemoryStream();
        FeatureCollection features = await FeaturesOfAsync(request, cancellationToken);
        features.Set<IHttpResponseFeature>(answer);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        HttpContext context = contexts.Create(features);
        try
        {
            await own.Pipeline(context);
            await answer.StartAsync();
            return AnswerOf(context, request, body.ToArray());
        }
        finally
        {
            await answer.CompleteAsync();
            contexts.Dispose(context);
        }
    }

    private static async Task<FeatureCollection> FeaturesOfAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        Uri address = request.RequestUri!;
        var asked = new HttpRequestFeature
        {
            Method = request.Method.Method,
            Scheme = address.Scheme,
            Protocol = HttpProtocol.Http11,
            Path = Uri.UnescapeDataString(address.AbsolutePath),
            QueryString = address.Query,
            RawTarget = address.PathAndQuery,
            Body = request.Content is null ? Stream.Null : await request.Content.ReadAsStreamAsync(cancellation),
        };
        asked.Headers.Host = address.Authority;
        foreach ((string name, IEnumerable<string> values) in request.Content is null ? request.Headers : request.Headers.Concat(request.Content.Headers))
        {
            asked.Headers[name] = values.ToArray();
        }

        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(asked);
        // What a page sends is the console's own and small; without this each request would be warned of in the log.
        features.Set<IHttpMaxRequestBodySizeFeature>(new OwnSize());
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = cancellation });
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { RemoteIpAddress = request.Options.TryGetValue(Address, out IPAddress? from) ? from : null });
        return features;
    }

    private static HttpResponseMessage AnswerOf(HttpContext context, HttpRequestMessage request, byte[] body)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)context.Response.StatusCode) { RequestMessage = request, Content = new ByteArrayContent(body) };
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in context.Response.Headers)
        {
            if (!answer.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                answer.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return answer;
    }

    private sealed class OwnSize : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; }
    }

    /// <summary>An answer whose headers stay open until the pipeline is through, and that lets go of what the request held.</summary>
    private sealed class AnswerFeature : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Do, object State)> _starting = new();
        private readonly Stack<(Func<object, Task> Do, object State)> _completed = new();

        public override void OnStarting(Func<object, Task> callback, object state) => _starting.Push((callback, state));

        public override void OnCompleted(Func<object, Task> callback, object state) => _completed.Push((callback, state));

        public Task StartAsync() => RunAsync(_starting);

        public Task CompleteAsync() => RunAsync(_completed);

        private static async Task RunAsync(Stack<(Func<object, Task> Do, object State)> callbacks)
        {
            while (callbacks.TryPop(out (Func<object, Task> Do, object State) callback))
            {
                await callback.Do(callback.State);
            }
        }
    }
}
