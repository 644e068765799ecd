using Auditor.Contracts;
using Auditor.Notifier.Following;
using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>Finds where in the log a subscription without progress begins.</summary>
internal static class StartPosition
{
    private const int StepBack = 256;

    /// <param name="log">The log.</param>
    /// <param name="startAt">One of <see cref="SubscriptionStarts"/>.</param>
    /// <param name="createdAt">When the subscription was made (UTC): with "now", the first entry that was appended since is the first one.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="LogUnavailableException">AuditWriter does not answer.</exception>
    public static async Task<long> FindAsync(ILogReader log, string startAt, DateTimeOffset createdAt, CancellationToken cancellation)
    {
        if (startAt == SubscriptionStarts.Beginning)
        {
            return 0;
        }

        long end = (await log.ReadAsync(null, cancellation)).End;
        long position = end;
        while (position > 0)
        {
            // What was appended between the making of the subscription and this first look is its too.
            long from = Math.Max(0, position - StepBack);
            long? first = await FirstSinceAsync(log, from, position, createdAt, cancellation);
            if (first is null)
            {
                return position;
            }

            position = first.Value;
            if (position > from)
            {
                return position;
            }
        }

        return position;
    }

    /// <returns>The first position in the stretch whose entry was appended since; null when none was.</returns>
    private static async Task<long?> FirstSinceAsync(ILogReader log, long from, long to, DateTimeOffset since, CancellationToken cancellation)
    {
        long next = from;
        while (next < to)
        {
            LogPage page = await log.ReadAsync(next, cancellation);
            if (page.Items.Count == 0)
            {
                return null;
            }

            foreach (LogItem item in page.Items.TakeWhile(item => item.Position < to))
            {
                if (new FollowedEntry(item).Entry?.AppendedAt >= since)
                {
                    return item.Position;
                }
            }

            next = page.Items[^1].Position + 1;
        }

        return null;
    }
}
