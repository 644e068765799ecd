using Auditor.Contracts;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Following;
using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>What was read of the log for one subscription and is not settled yet. Holds a bounded number; the rest waits in the log.</summary>
internal sealed class WaitingNotifications(Guid subscriptionId, EntryFilter filter, long position)
{
    private readonly Queue<Notification> _waiting = new();
    private long _erased;

    /// <summary>The next position to read.</summary>
    public long Next { get; private set; } = position;

    /// <summary>Everything before this is settled.</summary>
    public long Settled => _waiting.TryPeek(out Notification? first) ? first.Position : Next;

    /// <summary>Entries passed since this was last asked that were erased before they could be looked at.</summary>
    public long TakeErased()
    {
        long erased = _erased;
        _erased = 0;
        return erased;
    }

    public int Count => _waiting.Count;

    public Notification First => _waiting.Peek();

    public IReadOnlyList<Notification> Take(int most) => [.. _waiting.Take(most)];

    public void Settle(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _waiting.Dequeue();
        }
    }

    /// <summary>Takes in a stretch of the log.</summary>
    /// <returns>Those that nobody here can read, and that go by without being told.</returns>
    public IReadOnlyList<FollowedEntry> Add(FollowedPage page)
    {
        List<FollowedEntry>? unreadable = null;
        foreach (FollowedEntry followed in page.Entries)
        {
            Next = followed.Position + 1;
            if (followed.Attested is not { } attested)
            {
                _erased++;
            }
            else if (followed.Entry is { } entry)
            {
                if (filter.Asks(entry))
                {
                    _waiting.Enqueue(new Notification(subscriptionId, followed.Position, entry, attested, filter.AskedBy(entry)));
                }
            }
            else if (filter.IsOpen)
            {
                // Who asked for everything gets this too, as it is.
                var unknown = new AuditEntry { EntryId = followed.EntryId, Position = followed.Position };
                _waiting.Enqueue(new Notification(subscriptionId, followed.Position, unknown, attested, []));
            }
            else
            {
                (unreadable ??= []).Add(followed);
            }
        }

        return unreadable ?? [];
    }
}
