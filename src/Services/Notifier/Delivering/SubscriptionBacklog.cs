using Auditor.Notifier.Destinations;
using Auditor.Notifier.Following;
using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>
/// What of the log waits for one subscription: read in time, not held for long, and not confused by a log that is not the one it was.
/// </summary>
internal sealed partial class SubscriptionBacklog(Subscription subscription, DeliveryProgress progress, SharedLog log, DeliveryMetrics metrics, TimeProvider time, ILogger logger)
{
    /// <summary>Characters of entries that wait here, about; a page more at most. The rest waits in the log.</summary>
    public const long MostCharacters = 1_000_000;

    /// <summary>
    /// How long a log may be shorter than what was settled of it before that is believed: of several AuditWriters one may be behind for a moment.
    /// </summary>
    public static readonly TimeSpan ShorterFor = TimeSpan.FromSeconds(30);

    private readonly EntryFilter _filter = new(subscription.Filter);
    private WaitingNotifications _waiting = new(subscription.Id, new EntryFilter(subscription.Filter), progress.Position);
    private long _readAt;
    private long? _shorterSince;
    private (long Position, long At) _firstSeen = (-1, 0);

    /// <summary>Which log this is a place in; null while nobody has said.</summary>
    public Guid? LogId { get; private set; } = progress.LogId;

    /// <summary>Everything before this position is settled.</summary>
    public long Settled => _waiting.Settled;

    public int Count => _waiting.Count;

    public Notification First => _waiting.First;

    /// <summary>
    /// True when what waits was read too long ago to be told as it is: it may have been erased from the log since
    /// (docs/decisions/0026).
    /// </summary>
    public bool IsOld => _waiting.Count > 0 && time.GetElapsedTime(_readAt) > SharedLog.KeptFor;

    public IReadOnlyList<Notification> Take(int most) => _waiting.Take(most);

    public void Settle(int count) => _waiting.Settle(count);

    public long TakeErased() => _waiting.TakeErased();

    /// <summary>Drops what was read, so that it is read again.</summary>
    public void Forget() => _waiting = new WaitingNotifications(subscription.Id, _filter, _waiting.Settled);

    /// <summary>For how long the first has been waiting here, by a clock that does not step.</summary>
    public TimeSpan FirstWaitedFor()
    {
        if (_firstSeen.Position != First.Position)
        {
            _firstSeen = (First.Position, time.GetTimestamp());
        }

        return time.GetElapsedTime(_firstSeen.At);
    }

    /// <summary>Reads until there are enough to deliver.</summary>
    /// <returns>True when the log has nothing more at this moment.</returns>
    public async Task<bool> FillAsync(int enough, Func<Task> afterEachPage, CancellationToken stop)
    {
        while (_waiting.Count < enough && _waiting.Characters < MostCharacters)
        {
            FollowedPage page;
            try
            {
                page = await log.ReadAsync(_waiting.Next, stop);
            }
            catch (LogUnavailableException)
            {
                // Not the destination's fault; said once for all by who reads.
                return true;
            }

            metrics.Behind(subscription, Math.Max(0, page.End - _waiting.Settled));
            if (IsAnother(page) || page.Entries.Count == 0)
            {
                return true;
            }

            _readAt = _waiting.Count == 0 ? time.GetTimestamp() : _readAt;
            foreach (FollowedEntry unreadable in _waiting.Add(page))
            {
                Log.Unreadable(logger, unreadable.Position, subscription.Id);
            }

            await afterEachPage();
        }

        return false;
    }

    /// <summary>
    /// A log that was begun anew, or put back to what it was earlier, has other entries at the positions to come: whoever waited for
    /// them at the old place would miss them all without a word.
    /// </summary>
    private bool IsAnother(FollowedPage page)
    {
        if (page.LogId is { } id && id != LogId)
        {
            bool another = LogId is not null;
            LogId = id;
            if (another)
            {
                Log.AnotherLog(logger, subscription.Id, _waiting.Settled);
                GoTo(0);
                return true;
            }
        }

        if (page.End >= _waiting.Next)
        {
            _shorterSince = null;
            return false;
        }

        _shorterSince ??= time.GetTimestamp();
        if (time.GetElapsedTime(_shorterSince.Value) >= ShorterFor)
        {
            Log.ShorterLog(logger, subscription.Id, _waiting.Next, page.End);
            GoTo(page.End);
        }

        return true;
    }

    private void GoTo(long position)
    {
        _shorterSince = null;
        _waiting = new WaitingNotifications(subscription.Id, _filter, position);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5004, Level = LogLevel.Warning, Message = "Position {Position} cannot be read here and goes by subscription {SubscriptionId}, whose filter cannot be held against it")]
        public static partial void Unreadable(ILogger logger, long position, Guid subscriptionId);

        [LoggerMessage(EventId = 5007, Level = LogLevel.Error, Message = "The log is another one than subscription {SubscriptionId} had come to position {Position} of; it begins with the first entry of this one")]
        public static partial void AnotherLog(ILogger logger, Guid subscriptionId, long position);

        [LoggerMessage(EventId = 5008, Level = LogLevel.Error, Message = "The log is shorter than it was: subscription {SubscriptionId} was at position {Position} and goes on at its end, {End}. Was an older backup put back?")]
        public static partial void ShorterLog(ILogger logger, Guid subscriptionId, long position, long end);
    }
}
