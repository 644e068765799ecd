using Auditor.Contracts;

namespace Auditor.Notifier.Following;

/// <summary>
/// Lets subscriptions that stand at the same place read the log once: a page that was read a moment ago, or is being read, is shared.
/// Those that are behind read for themselves.
/// </summary>
internal sealed class SharedLogReader(ILogReader log, TimeProvider time) : ILogReader
{
    /// <summary>How long "nothing more yet" is believed; also the delay that a notification may have by it.</summary>
    public static readonly TimeSpan EmptyFor = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a page is kept: what is erased from the log must not stay here.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    private const int MostPages = 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<Reading> _readings = [];

    public async Task<LogPage> ReadAsync(long? from, CancellationToken cancellation)
    {
        if (from is not { } position)
        {
            return await log.ReadAsync(null, cancellation);
        }

        Reading reading;
        lock (_gate)
        {
            DropOld();
            reading = _readings.FirstOrDefault(one => one.Covers(position)) ?? Start(position);
        }

        // One who leaves does not end it for the others.
        LogPage page = await reading.Page.WaitAsync(cancellation);
        return page.Items.Count > 0 && page.Items[0].Position < position
            ? page with { Items = [.. page.Items.Where(item => item.Position >= position)] }
            : page;
    }

    private Reading Start(long position)
    {
        var reading = new Reading(position, time.GetTimestamp(), log.ReadAsync(position, CancellationToken.None));
        _readings.AddFirst(reading);
        while (_readings.Count > MostPages)
        {
            _readings.RemoveLast();
        }

        return reading;
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

    private sealed record Reading(long From, long StartedAt, Task<LogPage> Page)
    {
        public bool IsUseless => Page.IsFaulted || Page.IsCanceled;

        public bool IsEmpty => Page.IsCompletedSuccessfully && Page.Result.Items.Count == 0;

        public bool Covers(long position) =>
            position == From || (Page.IsCompletedSuccessfully && position > From && Page.Result.Items is [.., { } last] && position <= last.Position);
    }
}
