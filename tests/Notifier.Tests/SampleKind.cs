using System.Collections.Concurrent;
using Auditor.Hosting.Api;
using Auditor.Notifier.Destinations;
using Auditor.Storage;

namespace Auditor.Notifier.Tests;

/// <summary>Destinations of kind WEBHOOK that keep what they get, and answer what a test says.</summary>
internal sealed class SampleKind : IDestinationKind
{
    public string Kind => DestinationKinds.Webhook;

    public string SecretName => "signing";

    /// <summary>What was opened: for which subscription and with which secrets.</summary>
    public ConcurrentQueue<(Subscription Subscription, IReadOnlyList<string> Secrets)> Opened { get; } = [];

    public ConcurrentQueue<Notification> Delivered { get; } = [];

    public Func<CancellationToken, Task<DeliveryReport>> Answer { get; set; } = _ => Task.FromResult(new DeliveryReport(1));

    public string NewSecret() => $"whsec_{Guid.NewGuid():n}";

    public IEnumerable<FieldProblem> Check(Destination destination, string? secret)
    {
        if (!destination.Webhook!.Url.StartsWith("https://", StringComparison.Ordinal))
        {
            yield return new FieldProblem("destination.webhook.url", "must begin with https://.");
        }

        if (secret is null || !secret.StartsWith("whsec_", StringComparison.Ordinal))
        {
            yield return new FieldProblem("secret", "must begin with whsec_.");
        }
    }

    public IDestination Open(Subscription subscription, IReadOnlyList<string> secrets)
    {
        Opened.Enqueue((subscription, secrets));
        return new Sample(this);
    }

    private sealed class Sample(SampleKind kind) : IDestination
    {
        public int MostAtOnce => 1;

        public Task<DeliveryReport> DeliverAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellation)
        {
            foreach (Notification notification in notifications)
            {
                kind.Delivered.Enqueue(notification);
            }

            return kind.Answer(cancellation);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
