using System.Collections.Concurrent;
using Auditor.Hosting.Api;
using Auditor.Notifier.Destinations;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Delivering;

/// <summary>Destinations that keep what they get, and answer as a test says. A subscription's destination is known by the URL of its settings.</summary>
internal sealed class ScriptedKind : IDestinationKind
{
    private readonly ConcurrentDictionary<string, Receiver> _receivers = new(StringComparer.Ordinal);

    public string Kind => DestinationKinds.Webhook;

    public Receiver this[string url] => _receivers.GetOrAdd(url, _ => new Receiver());

    public IEnumerable<FieldProblem> Check(Destination destination, string? secret) => [];

    public IDestination Open(Subscription subscription, IReadOnlyList<string> secrets) => this[subscription.Destination.Webhook!.Url].Open(secrets);

    /// <summary>What is at one address.</summary>
    internal sealed class Receiver
    {
        private readonly ConcurrentQueue<Notification> _got = new();

        /// <summary>Says what becomes of a delivery; all is taken as long as there is none.</summary>
        public Func<IReadOnlyList<Notification>, DeliveryReport>? Answer { get; set; }

        /// <summary>What a delivery waits for before it is answered.</summary>
        public Func<CancellationToken, Task> Hold { get; set; } = _ => Task.CompletedTask;

        public int MostAtOnce { get; set; } = 10;

        public TimeSpan CollectsFor { get; set; }

        public int Attempts { get; private set; }

        public IReadOnlyList<string> Secrets { get; private set; } = [];

        /// <summary>What it has acknowledged, in the order of arrival.</summary>
        public IReadOnlyList<Notification> Got => [.. _got];

        /// <summary>How many it acknowledged at a time.</summary>
        public ConcurrentQueue<int> Batches { get; } = new();

        public IDestination Open(IReadOnlyList<string> secrets)
        {
            Secrets = secrets;
            return new Opened(this);
        }

        private DeliveryReport Take(IReadOnlyList<Notification> notifications)
        {
            DeliveryReport report = Answer?.Invoke(notifications) ?? DeliveryReport.All(notifications);
            foreach (Notification notification in notifications.Take(report.Acknowledged))
            {
                _got.Enqueue(notification);
            }

            Batches.Enqueue(report.Acknowledged);
            return report;
        }

        private sealed class Opened(Receiver receiver) : IDestination
        {
            public int MostAtOnce => receiver.MostAtOnce;

            public TimeSpan CollectsFor => receiver.CollectsFor;

            public async Task<DeliveryReport> DeliverAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellation)
            {
                await Task.Yield();
                receiver.Attempts++;
                await receiver.Hold(cancellation);
                return receiver.Take(notifications);
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
