using System.Text;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Following;

/// <summary>Stretches of the log, as large as an answer on the bus may be.</summary>
internal sealed class LogPages(ILedgerStore ledger)
{
    /// <summary>Entries in one answer.</summary>
    public const int MostItems = 512;

    /// <summary>Attested bytes in one answer, unless its first entry alone is larger.</summary>
    public const int MostBytes = 512 * 1024;

    private const int ReadAtOnce = 64;

    private volatile LoggedEntry? _first;

    /// <param name="from">The first position, from 0; null for the end of the log alone.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async Task<LogPage> ReadAsync(long? from, CancellationToken cancellation)
    {
        // First, so that what is read afterwards reaches at least this far.
        long end = await ledger.CountLeavesAsync(cancellation);
        if (from is not >= 0 || from >= end)
        {
            return new LogPage { End = end, FirstEntryId = await FirstAsync(end, cancellation) };
        }

        Guid? first = await FirstAsync(end, cancellation);
        var items = new List<LogItem>();
        int bytes = 0;
        while (items.Count < MostItems)
        {
            int limit = Math.Min(ReadAtOnce, MostItems - items.Count);
            IReadOnlyList<LoggedEntry> read = await ledger.ReadAsync(from.Value + items.Count, limit, cancellation);
            foreach (LoggedEntry entry in read)
            {
                bytes += entry.Attested?.Length ?? 0;
                if (items.Count > 0 && bytes > MostBytes)
                {
                    return Page(items, end, first);
                }

                items.Add(ToItem(entry));
            }

            if (read.Count < limit)
            {
                break;
            }
        }

        return Page(items, end, first);
    }

    /// <summary>It stays the first: positions are given once, and an entry that is erased keeps its own.</summary>
    private async Task<Guid?> FirstAsync(long end, CancellationToken cancellation)
    {
        if (end > 0)
        {
            _first ??= (await ledger.ReadAsync(0, 1, cancellation)) is [var first, ..] ? first with { Attested = null, Seal = default } : null;
        }

        return _first?.EntryId;
    }

    private static LogPage Page(List<LogItem> items, long end, Guid? first) =>
        new() { End = Math.Max(end, items[^1].Position + 1), FirstEntryId = first, Items = items };

    private static LogItem ToItem(LoggedEntry entry) => new()
    {
        Position = entry.Position,
        EntryId = entry.EntryId,
        Entry = entry.Attested is { } attested ? new JsonText(Encoding.UTF8.GetString(attested.Span)) : default,
    };
}
