using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.Notifier.Changes;

/// <summary>Changes subscriptions: each change is stored with who made it, and told to the log soon after.</summary>
internal sealed partial class SubscriptionChanges(
    ISubscriptionStore store, SubscriptionChangeRelay relay, TimeProvider time, ILogger<SubscriptionChanges> logger)
{
    private static readonly Actor Notifier = new() { Type = ActorTypes.Service, Name = "Notifier", Workstation = Environment.MachineName };

    /// <summary>Refused when the id was ever in use, or when another has the name.</summary>
    public Task<SubscriptionChangeResult> CreateAsync(Subscription subscription, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(SubscriptionChangeKind.Created, previous: null, subscription, actor, cancellation);

    /// <summary>Refused when <paramref name="previous"/> is not the latest version any more, or when another has the name.</summary>
    public Task<SubscriptionChangeResult> ReplaceAsync(Subscription previous, Subscription subscription, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(SubscriptionChangeKind.Updated, previous, subscription, actor, cancellation);

    /// <summary>Refused when <paramref name="previous"/> is not the latest version any more.</summary>
    public Task<SubscriptionChangeResult> DeleteAsync(Subscription previous, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(SubscriptionChangeKind.Deleted, previous, current: null, actor, cancellation);

    /// <summary>Passes one entry over. Refused when <paramref name="previous"/> is not the latest version any more.</summary>
    /// <param name="previous">The subscription.</param>
    /// <param name="position">The log position that waits.</param>
    /// <param name="why">In the words of who asks for it.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<SubscriptionChangeResult> SkipAsync(Subscription previous, long position, string why, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(
            SubscriptionChangeKind.Skipped, previous, previous, actor, cancellation, change => change with { Position = position, Why = why });

    /// <summary>
    /// Notifier gives the destination up; what waits for it stays. Refused when <paramref name="previous"/> is not the latest version any
    /// more: then look again whether it is still to be given up.
    /// </summary>
    /// <param name="previous">The subscription.</param>
    /// <param name="why">What the destination said, without secrets.</param>
    /// <param name="position">The log position that waits.</param>
    /// <param name="failingSince">UTC.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<SubscriptionChangeResult> DisableAsync(
        Subscription previous, string why, long? position, DateTimeOffset? failingSince, CancellationToken cancellation) =>
        ChangeAsync(
            SubscriptionChangeKind.Disabled,
            previous,
            previous with { Enabled = false },
            Notifier,
            cancellation,
            change => change with { Why = why, Position = position, FailingSince = failingSince });

    private async Task<SubscriptionChangeResult> ChangeAsync(
        SubscriptionChangeKind kind,
        Subscription? previous,
        Subscription? current,
        Actor actor,
        CancellationToken cancellation,
        Func<SubscriptionChange, SubscriptionChange>? with = null)
    {
        long version = (previous?.Version ?? 0) + 1;
        var change = new SubscriptionChange
        {
            ChangeId = Guid.CreateVersion7(time.GetUtcNow()),
            SubscriptionId = (current ?? previous)!.Id,
            Version = version,
            Kind = kind,
            Previous = previous,
            Current = current is null ? null : current with { Version = version },
            Actor = actor,
            ChangedAt = time.GetUtcNow(),
        };
        SubscriptionChangeResult result = await store.ChangeAsync(with?.Invoke(change) ?? change, cancellation);
        if (result is { Stored: true, Change: { } stored })
        {
            Log.Changed(logger, kind, stored.SubscriptionId, stored.Version, stored.Revision);
            relay.Wake();
        }

        return result;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5101, Level = LogLevel.Information, Message = "{Kind} subscription {SubscriptionId}, now version {Version}, revision {Revision}")]
        public static partial void Changed(ILogger logger, SubscriptionChangeKind kind, Guid subscriptionId, long version, long revision);
    }
}
