using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.Notifier.Api;

/// <summary>One change: who, when, what it was before and what it is now, without secrets.</summary>
internal sealed record SubscriptionChangeView(
    Guid ChangeId,
    long Version,
    long Revision,
    SubscriptionChangeKind Kind,
    SubscriptionView? Previous,
    SubscriptionView? Current,
    Actor Actor,
    DateTimeOffset ChangedAt,
    string? Why,
    long? Position,
    DateTimeOffset? FailingSince)
{
    public static SubscriptionChangeView Of(SubscriptionChange change) => new(
        change.ChangeId,
        change.Version,
        change.Revision,
        change.Kind,
        change.Previous is { } previous ? SubscriptionView.Of(previous) : null,
        change.Current is { } current ? SubscriptionView.Of(current) : null,
        change.Actor,
        change.ChangedAt,
        change.Why,
        change.Position,
        change.FailingSince);
}
