using Auditor.Hosting.Api;
using Auditor.Storage;

namespace Auditor.Notifier.Api;

/// <summary>Why a subscription cannot be had or changed, in words for the caller.</summary>
internal static class SubscriptionRefusals
{
    private static readonly VersionRefusals Refusals = new("subscription", "subscription", SubscriptionApi.Root);

    /// <summary>404, or 410 when there was such a subscription.</summary>
    public static async Task<IResult> MissingAsync(ISubscriptionStore store, Guid id, CancellationToken cancellation)
    {
        IReadOnlyList<SubscriptionChange> history = await store.HistoryAsync(id, cancellation);
        return history.Count == 0 ? Refusals.NotFound(id) : Refusals.Deleted(id, history[0].ChangedAt);
    }

    public static IResult NeverWas(Guid id) => Refusals.NeverWas(id);

    /// <summary>Why a creation was refused: 409.</summary>
    public static IResult NotCreated(SubscriptionChangeResult result, Subscription wanted) => result switch
    {
        { NameTakenBy: { } other } => NameTaken(wanted.Name, other),
        { Change: { } latest } => Refusals.Taken(latest.SubscriptionId, latest.Current is { } current ? SubscriptionView.Of(current) : null, latest.Version),
        _ => Refusals.NotFound(wanted.Id),
    };

    /// <summary>Why a change was refused: 409, 410 or 412.</summary>
    public static IResult NotChanged(SubscriptionChangeResult result, Subscription wanted, long yourVersion) => result switch
    {
        { NameTakenBy: { } other } => NameTaken(wanted.Name, other),
        { Change.Current: { } current } => Outdated(current, wanted, yourVersion),
        { Change: { } deletion } => Refusals.Deleted(wanted.Id, deletion.ChangedAt),
        _ => Refusals.NotFound(wanted.Id),
    };

    /// <summary>412, with what it takes to compare the two and try again.</summary>
    public static IResult Outdated(Subscription current, Subscription? yours, long yourVersion) => Refusals.Outdated(
        SubscriptionView.Of(current), current.Version, yours is null ? null : SubscriptionView.Of(yours) with { Version = yourVersion }, yourVersion);

    public static IResult TooMany(int most) => ApiProblem.Refused(
        StatusCodes.Status409Conflict,
        "There are too many subscriptions.",
        $"There are {most} already, as many as {NotifierOptions.Section}:{nameof(NotifierOptions.MostSubscriptions)} allows. Delete one, or allow more.");

    public static IResult NotNow(string title, string detail) => ApiProblem.Refused(StatusCodes.Status409Conflict, title, detail);

    private static IResult NameTaken(string name, Guid other) => ApiProblem.Refused(
        StatusCodes.Status409Conflict,
        "This name is taken.",
        $"The subscription {other} is named '{name}' already; names are unique, ignoring case.",
        new Dictionary<string, object?> { ["takenBy"] = other });
}
