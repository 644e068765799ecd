using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Notifier.Changes;
using Auditor.Notifier.Drafting;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Api;

/// <summary>Reading and changing subscriptions. Reads come from the store, so that a change is seen at once through any replica.</summary>
internal static class SubscriptionEndpoints
{
    public static async Task<IResult> ListAsync(ISubscriptionStore store, DeliveryStates deliveries, string? name, bool? enabled, CancellationToken cancellation)
    {
        SubscriptionSet set = await store.LoadAsync(cancellation);
        Subscription[] wanted =
        [
            .. set.Subscriptions.Where(one =>
                (enabled is null || one.Enabled == enabled) && (string.IsNullOrEmpty(name) || one.Name.Contains(name, StringComparison.OrdinalIgnoreCase))),
        ];
        return Results.Ok(new SubscriptionList(set.Revision, await deliveries.JoinAsync(wanted, cancellation)));
    }

    public static async Task<IResult> GetAsync(Guid id, HttpContext http, ISubscriptionStore store, DeliveryStates deliveries)
    {
        if (await FindAsync(store, id, http.RequestAborted) is not { } subscription)
        {
            return await SubscriptionRefusals.MissingAsync(store, id, http.RequestAborted);
        }

        VersionTag.Set(http.Response, subscription.Version);
        return Results.Ok((await deliveries.JoinAsync([subscription], http.RequestAborted))[0]);
    }

    public static async Task<IResult> CreateAsync(
        HttpContext http, ISubscriptionStore store, SubscriptionDrafts drafts, SubscriptionChanges changes, IOptions<NotifierOptions> options, TimeProvider time)
    {
        (SubscriptionBody? body, IReadOnlyList<FieldProblem> problems) = await StrictBody.ReadAsync<SubscriptionBody>(http.Request);
        if (body is null)
        {
            return ApiProblem.Invalid(problems);
        }

        Guid id = body.Id == Guid.Empty ? Guid.CreateVersion7(time.GetUtcNow()) : body.Id;
        (SubscriptionDraft? draft, problems) = drafts.Make(id, body, previous: null);
        if (draft is null)
        {
            return ApiProblem.Invalid(problems);
        }

        // Two at once may get one more than that in; it is there against mistakes.
        if ((await store.LoadAsync(http.RequestAborted)).Subscriptions.Count >= options.Value.MostSubscriptions)
        {
            return SubscriptionRefusals.TooMany(options.Value.MostSubscriptions);
        }

        SubscriptionChangeResult result = await changes.CreateAsync(draft.Subscription, http.Caller(), http.RequestAborted);
        return result.Stored
            ? Results.Created($"{SubscriptionApi.Root}/{id}", Changed(http, result, draft.MadeSecret))
            : SubscriptionRefusals.NotCreated(result, draft.Subscription);
    }

    public static async Task<IResult> ReplaceAsync(Guid id, HttpContext http, ISubscriptionStore store, SubscriptionDrafts drafts, SubscriptionChanges changes)
    {
        (long version, IResult? refusal) = VersionTag.Required(http.Request);
        if (refusal is not null)
        {
            return refusal;
        }

        (SubscriptionBody? body, IReadOnlyList<FieldProblem> problems) = await StrictBody.ReadAsync<SubscriptionBody>(http.Request);
        if (body is null)
        {
            return ApiProblem.Invalid(problems);
        }

        if (body.Id != Guid.Empty && body.Id != id)
        {
            return ApiProblem.Invalid("id", $"is {body.Id}, while the address says {id}; leave it out or make them the same.");
        }

        if (await FindAsync(store, id, http.RequestAborted) is not { } previous)
        {
            return await SubscriptionRefusals.MissingAsync(store, id, http.RequestAborted);
        }

        (SubscriptionDraft? draft, problems) = drafts.Make(id, body, previous);
        if (draft is null)
        {
            return ApiProblem.Invalid(problems);
        }

        if (previous.Version != version)
        {
            return SubscriptionRefusals.Outdated(previous, draft.Subscription, version);
        }

        SubscriptionChangeResult result = await changes.ReplaceAsync(previous, draft.Subscription, http.Caller(), http.RequestAborted);
        return result.Stored
            ? Results.Ok(Changed(http, result, draft.MadeSecret))
            : SubscriptionRefusals.NotChanged(result, draft.Subscription, version);
    }

    public static async Task<IResult> DeleteAsync(Guid id, HttpContext http, ISubscriptionStore store, SubscriptionChanges changes)
    {
        (long version, IResult? refusal) = VersionTag.Required(http.Request);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await FindAsync(store, id, http.RequestAborted) is not { } previous)
        {
            return await SubscriptionRefusals.MissingAsync(store, id, http.RequestAborted);
        }

        if (previous.Version != version)
        {
            return SubscriptionRefusals.Outdated(previous, yours: null, version);
        }

        SubscriptionChangeResult result = await changes.DeleteAsync(previous, http.Caller(), http.RequestAborted);
        return result.Stored ? Results.NoContent() : SubscriptionRefusals.NotChanged(result, previous, version);
    }

    public static async Task<IResult> HistoryAsync(Guid id, ISubscriptionStore store, CancellationToken cancellation)
    {
        IReadOnlyList<SubscriptionChange> changes = await store.HistoryAsync(id, cancellation);
        return changes.Count == 0
            ? SubscriptionRefusals.NeverWas(id)
            : Results.Ok(new SubscriptionHistoryList(id, [.. changes.Select(SubscriptionChangeView.Of)]));
    }

    public static async Task<Subscription?> FindAsync(ISubscriptionStore store, Guid id, CancellationToken cancellation) =>
        (await store.LoadAsync(cancellation)).Subscriptions.FirstOrDefault(one => one.Id == id);

    public static ChangedSubscription Changed(HttpContext http, SubscriptionChangeResult result, string? secret)
    {
        Subscription current = result.Change!.Current!;
        VersionTag.Set(http.Response, current.Version);
        return new ChangedSubscription(current, secret);
    }
}
