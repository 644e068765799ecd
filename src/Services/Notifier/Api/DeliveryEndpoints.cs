using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Notifier.Changes;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Drafting;
using Auditor.Notifier.Secrets;
using Auditor.Storage;

namespace Auditor.Notifier.Api;

/// <summary>What a person does about a destination that fails, and about its secret.</summary>
internal static class DeliveryEndpoints
{
    private const int LongestReason = 1_000;

    public static async Task<IResult> RetryAsync(Guid id, HttpContext http, ISubscriptionStore store)
    {
        if (await SubscriptionEndpoints.FindAsync(store, id, http.RequestAborted) is not { } subscription)
        {
            return await SubscriptionRefusals.MissingAsync(store, id, http.RequestAborted);
        }

        if (!subscription.Enabled)
        {
            return SubscriptionRefusals.NotNow("The subscription is disabled.", "Nothing is tried while it is. Enable it with PUT; that tries at once.");
        }

        await store.RequestRetryAsync(id, http.RequestAborted);
        return Results.Accepted();
    }

    public static async Task<IResult> SkipAsync(Guid id, HttpContext http, ISubscriptionStore store, DeliveryStates deliveries, SubscriptionChanges changes)
    {
        (SkipBody? body, IReadOnlyList<FieldProblem> problems) = await StrictBody.ReadAsync<SkipBody>(http.Request);
        if (body is null)
        {
            return ApiProblem.Invalid(problems);
        }

        problems = [.. FieldLimits.Text("reason", body.Reason, LongestReason)];
        if (body.Position is not { } position)
        {
            problems = [.. problems, new FieldProblem("position", "must be there: the log position that waits, 'delivery.position' of the subscription.")];
            return ApiProblem.Invalid(problems);
        }

        if (problems.Count > 0)
        {
            return ApiProblem.Invalid(problems);
        }

        if (await SubscriptionEndpoints.FindAsync(store, id, http.RequestAborted) is not { } subscription)
        {
            return await SubscriptionRefusals.MissingAsync(store, id, http.RequestAborted);
        }

        DeliveryProgress? progress = await deliveries.FindAsync(id, http.RequestAborted);
        if (await WhyNotSkippedAsync(store, id, progress, position, http.RequestAborted) is { } why)
        {
            return SubscriptionRefusals.NotNow("This entry is not passed over.", why);
        }

        SubscriptionChangeResult result = await changes.SkipAsync(subscription, position, body.Reason, http.Caller(), http.RequestAborted);
        return result.Stored
            ? Results.Ok(SubscriptionEndpoints.Changed(http, result, secret: null))
            : SubscriptionRefusals.NotChanged(result, subscription, subscription.Version);
    }

    public static async Task<IResult> RotateSecretAsync(
        Guid id, HttpContext http, ISubscriptionStore store, KnownKinds kinds, SubscriptionSecrets secrets, SubscriptionChanges changes)
    {
        if (await SubscriptionEndpoints.FindAsync(store, id, http.RequestAborted) is not { } subscription)
        {
            return await SubscriptionRefusals.MissingAsync(store, id, http.RequestAborted);
        }

        IDestinationKind? kind = kinds.Find(subscription.Destination.Kind);
        if (kind?.SecretName is not { } name || kind.NewSecret() is not { } made)
        {
            return SubscriptionRefusals.NotNow(
                "This secret cannot be made here.", $"The secret of a destination of kind {subscription.Destination.Kind} is the receiver's. Give it with PUT, if it takes one.");
        }

        Subscription rotated = subscription with { Secrets = secrets.Rotated(subscription, name, made) };
        SubscriptionChangeResult result = await changes.ReplaceAsync(subscription, rotated, http.Caller(), http.RequestAborted);
        return result.Stored
            ? Results.Ok(SubscriptionEndpoints.Changed(http, result, made))
            : SubscriptionRefusals.NotChanged(result, subscription, subscription.Version);
    }

    private static async Task<string?> WhyNotSkippedAsync(
        ISubscriptionStore store, Guid id, DeliveryProgress? progress, long position, CancellationToken cancellation)
    {
        if (progress is not { Failures: > 0 })
        {
            return "Nothing waits: the last attempt did not fail.";
        }

        if (progress.Position != position)
        {
            return $"What waits is position {progress.Position}; the others come when it is their turn.";
        }

        IReadOnlyList<DeliveryRequest> asked = await store.RequestsAsync(id, progress.RequestsDone, cancellation);
        return asked.Any(request => request.SkipPosition == position) ? $"Position {position} is being passed over already." : null;
    }
}
