using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Notifier.Delivering;
using Auditor.Notifier.Destinations;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.Notifier.Api;

/// <summary>Sends a sample to a destination and says what came back. It is no entry of the log, and its texts say so.</summary>
internal static class TestEndpoint
{
    /// <summary>In no catalogue, so that nobody takes the sample for something that happened.</summary>
    private const string Action = "TEST";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<IResult> TestAsync(
        Guid id, HttpContext http, ISubscriptionStore store, KnownKinds kinds, DestinationOpener opener, TimeProvider time)
    {
        if (await SubscriptionEndpoints.FindAsync(store, id, http.RequestAborted) is not { } subscription)
        {
            return await SubscriptionRefusals.MissingAsync(store, id, http.RequestAborted);
        }

        if (kinds.Find(subscription.Destination.Kind) is null)
        {
            return SubscriptionRefusals.NotNow("This server does not deliver there.", $"It has no destinations of kind {subscription.Destination.Kind}.");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            await using IDestination destination = opener.Open(subscription);
            DeliveryReport report = await destination.DeliverAsync([Sample(subscription, http.Caller(), time)], patience.Token);
            return Results.Ok(new TestAnswer(report.Acknowledged == 1, report.Failure?.Reason, report.Failure?.RetryAfter?.TotalSeconds));
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return Results.Ok(new TestAnswer(Acknowledged: false, $"The receiver did not answer within {Patience.TotalSeconds:0} seconds.", null));
        }
        catch (Exception problem) when (problem is IOException or System.Net.Sockets.SocketException or HttpRequestException or TimeoutException)
        {
            // A kind tells of what it expects in its report; this is what it did not expect.
            return Results.Ok(new TestAnswer(Acknowledged: false, $"It could not be delivered ({problem.GetType().Name}).", null));
        }
    }

    private static Notification Sample(Subscription subscription, Actor caller, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        var entry = new AuditEntry
        {
            EntryId = Guid.CreateVersion7(now),
            AuditableResource = AuditableResources.Subscription,
            AuditableAction = Action,
            ResourceName = subscription.Name,
            Actor = caller,
            OccurredAt = now,
            AcceptedAt = now,
            AppendedAt = now,
            Target = new Target { Level = TargetLevels.Tenant, Name = Tenants.Default, Path = Tenants.Default },
            Reason = "This is a test of the subscription. Nothing happened, and nothing about it is in the audit log.",
            Result = AuditResults.Unknown,
        };
        return new Notification(subscription.Id, Position: 0, entry, WireFormat.SerializeToText(entry), AskedBy: []);
    }
}
