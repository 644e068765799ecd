using System.Globalization;
using System.Net.Http.Headers;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>One receiver of webhooks: a request a notification, one after the other, over a connection that is kept.</summary>
/// <param name="http">The connections.</param>
/// <param name="url">The receiver.</param>
/// <param name="format">What the payload's data is.</param>
/// <param name="keys">The signing keys in force, the current one first.</param>
/// <param name="timeout">For a request, from the connection to the end of the answer.</param>
/// <param name="time">Whose clock the timestamps are of.</param>
internal sealed class WebhookDestination(
    WebhookHttp http, Uri url, string format, IReadOnlyList<byte[]> keys, TimeSpan timeout, TimeProvider time) : IDestination
{
    /// <summary>Few enough that progress is kept about once a second with a receiver that takes its time.</summary>
    public int MostAtOnce => 16;

    public async Task<DeliveryReport> DeliverAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellation)
    {
        for (int next = 0; next < notifications.Count; next++)
        {
            DeliveryFailure? failure;
            try
            {
                failure = await PostAsync(notifications[next], cancellation);
            }
            catch (OperationCanceledException) when (next > 0)
            {
                // Those before are acknowledged, and need not come twice.
                return DeliveryReport.Failed(next, "The delivery was ended before its end.");
            }

            if (failure is not null)
            {
                return new DeliveryReport(next, failure);
            }
        }

        return DeliveryReport.All(notifications);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<DeliveryFailure?> PostAsync(Notification notification, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var timer = new CancellationTokenSource(timeout, time);
        using CancellationTokenRegistration ended = timer.Token.Register(patience.Cancel);
        using HttpRequestMessage request = Request(notification);
        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request, patience.Token);
            return await WebhookAnswer.ReadAsync(answer, time.GetUtcNow(), patience.Token);
        }
        catch (HttpRequestException problem)
        {
            return new DeliveryFailure(WebhookWords.Of(problem, url));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DeliveryFailure(string.Create(CultureInfo.InvariantCulture, $"{url.IdnHost}:{url.Port} did not answer within {timeout.TotalSeconds} seconds."));
        }
    }

    private HttpRequestMessage Request(Notification notification)
    {
        byte[] body = WebhookMessage.BodyOf(notification, format);
        string id = WebhookMessage.IdOf(notification);
        long timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookMessage.SignatureOf(keys, id, timestamp, body));
        return request;
    }
}
