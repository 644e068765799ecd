using Auditor.Contracts;

namespace Auditor.Notifier.Following;

/// <summary>
/// Lets subscriptions that stand at the same place read the log once: a page that was read a moment ago, or is being read, is shared.
/// Those that are behind read for themselves.
/// </summary>
internal sealed class SharedLog(ILogReader log, TimeProvider time)
{
    /// <summary>How long "nothing more yet" is believed; also the delay that a notification may have by it.</summary>
    public static readonly TimeSpan EmptyFor = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a page is kept: what is erased from the log must not stay here.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    private const int MostPages = 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<Reading> _readings = [];

    /// <summary>What the log has from a position on.</summary>
    /// <exception cref="LogUnavailableException">AuditWriter does not answer.</exception>
    /// <exception cref="InvalidDataException">It answers with a stretch that has a hole.</exception>
    public async Task<FollowedPage> ReadAsync(long from, CancellationToken cancellation)
    {
        Reading reading;
        lock (_gate)
        {
            DropOld();
            reading = _readings.FirstOrDefault(one => one.Covers(from)) ?? Start(from);
        }

        // One who leaves does not end it for the others.
        FollowedPage page = await reading.Page.WaitAsync(cancellation);
        return page.Entries is [{ } first, ..] && first.Position < from
            ? page with { Entries = [.. page.Entries.Skip((int)(from - first.Position))] }
            : page;
    }

    private Reading Start(long from)
    {
        var reading = new Reading(from, time.GetTimestamp(), ReadPageAsync(from));
        _readings.AddFirst(reading);
        while (_readings.Count > MostPages)
        {
            _readings.RemoveLast();
        }

        return reading;
    }

    private async Task<FollowedPage> ReadPageAsync(long from)
    {
        LogPage page = await log.ReadAsync(from, CancellationToken.None);
        for (int i = 0; i < page.Items.Count; i++)
        {
            // Whoever went on behind a hole would never come back to what is in it.
            if (page.Items[i].Position != from + i)
            {
                throw new InvalidDataException($"The log was asked for from position {from} on and answered with {page.Items[i].Position} where {from + i} is to be.");
            }
        }

        return new FollowedPage(page.End, [.. page.Items.Select(item => new FollowedEntry(item))], page.FirstEntryId);
    }

    private void DropOld()
    {
        for (LinkedListNode<Reading>? node = _readings.First; node is not null;)
        {
            LinkedListNode<Reading>? next = node.Next;
            TimeSpan age = time.GetElapsedTime(node.Value.StartedAt);
            if (node.Value.IsUseless || (node.Value.IsEmpty && age > EmptyFor) || (node.Value.Page.IsCompleted && age > KeptFor))
            {
                _readings.Remove(node);
            }

            node = next;
        }
    }

    private sealed record Reading(long From, long StartedAt, Task<FollowedPage> Page)
    {
        public bool IsUseless => Page.IsFaulted || Page.IsCanceled;

        public bool IsEmpty => Page.IsCompletedSuccessfully && Page.Result.Entries.Count == 0;

        public bool Covers(long position) =>
            position == From || (Page.IsCompletedSuccessfully && position > From && Page.Result.Entries is [.., { } last] && position <= last.Position);
    }
}
