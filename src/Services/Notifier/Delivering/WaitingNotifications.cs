using Auditor.Contracts;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Following;
using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>What was read of the log for one subscription and is not settled yet. Holds a bounded number; the rest waits in the log.</summary>
internal sealed class WaitingNotifications(Guid subscriptionId, EntryFilter filter, long position)
{
    private readonly Queue<Notification> _waiting = new();
    private readonly Queue<long> _erased = new();

    /// <summary>The next position to read.</summary>
    public long Next { get; private set; } = position;

    /// <summary>Everything before this is settled.</summary>
    public long Settled => _waiting.TryPeek(out Notification? first) ? first.Position : Next;

    /// <summary>Characters of the entries that wait.</summary>
    public long Characters { get; private set; }

    /// <summary>Entries settled since this was last asked that were erased before they could be looked at.</summary>
    public long TakeErased()
    {
        long erased = 0;
        while (_erased.TryPeek(out long position) && position < Settled)
        {
            _erased.Dequeue();
            erased++;
        }

        return erased;
    }

    public int Count => _waiting.Count;

    public Notification First => _waiting.Peek();

    public IReadOnlyList<Notification> Take(int most) => [.. _waiting.Take(most)];

    public void Settle(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Characters -= _waiting.Dequeue().Attested.Length;
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
                _erased.Enqueue(followed.Position);
            }
            else if (followed.Entry is { } entry)
            {
                if (filter.Asks(entry))
                {
                    Enqueue(new Notification(subscriptionId, followed.Position, entry, attested, filter.AskedBy(entry)));
                }
            }
            else if (filter.IsOpen)
            {
                // Who asked for everything gets this too, as it is.
                var unknown = new AuditEntry { EntryId = followed.EntryId, Position = followed.Position };
                Enqueue(new Notification(subscriptionId, followed.Position, unknown, attested, []));
            }
            else
            {
                (unreadable ??= []).Add(followed);
            }
        }

        return unreadable ?? [];
    }

    private void Enqueue(Notification notification)
    {
        _waiting.Enqueue(notification);
        Characters += notification.Attested.Length;
    }
}
