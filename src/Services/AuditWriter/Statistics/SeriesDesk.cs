using Auditor.Rules;
using Auditor.Storage;

namespace Auditor.AuditWriter.Statistics;

/// <summary>Makes time series of what the store counts.</summary>
internal sealed class SeriesDesk(IAuditLog log, IAuditStatistics statistics)
{
    /// <param name="filter">Which entries. An end of time that it lacks is that of the entries that match.</param>
    /// <param name="zone">By whose clocks.</param>
    /// <param name="zoneName">Its id.</param>
    /// <param name="every">One of <see cref="SeriesSteps.Lengths"/>; null for the finest that is readable.</param>
    /// <param name="by">Count the values of this field by themselves.</param>
    /// <param name="most">At most this many values.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null when that would be more than <see cref="SeriesSteps.Most"/> steps.</returns>
    public async Task<EntrySeries?> CountAsync(AuditFilter filter, LocalTimes zone, string zoneName, string? every, Facet? by, int most, CancellationToken cancellation)
    {
        if (filter.From is null || filter.To is null)
        {
            if (await statistics.SpanAsync(filter, cancellation) is not var (first, last))
            {
                return new EntrySeries(filter.From, filter.To, zoneName, every ?? SeriesSteps.Lengths[0], 0, [], []);
            }

            filter = filter with { From = filter.From ?? first, To = filter.To ?? last.AddTicks(1) };
        }

        (DateTimeOffset from, DateTimeOffset to) = (filter.From.Value, filter.To.Value);
        LocalClock clock = zone.ClockFor(filter);
        string length = every ?? SeriesSteps.LengthFor(clock, from, to);
        if (SeriesSteps.Count(length, clock, from, to) > SeriesSteps.Most)
        {
            return null;
        }

        IReadOnlyList<FacetCount> values = by is { } field ? await log.CountByAsync(filter, field, most, cancellation) : [];
        SeriesSplit? split = by is { } one ? new SeriesSplit(one, [.. values.Select(value => value.Value)]) : null;
        IReadOnlyList<SeriesCount> counts = await statistics.CountOverTimeAsync(filter, clock, SeriesSteps.UnitOf(length), split, cancellation);
        return Fold(counts, values, clock, length, zoneName, SeriesSteps.Starts(length, clock, from, to));
    }

    private static EntrySeries Fold(
        IReadOnlyList<SeriesCount> counts, IReadOnlyList<FacetCount> values, LocalClock clock, string length, string zone, List<DateTimeOffset> starts)
    {
        var places = values.Select((value, place) => (value.Value, Place: place)).ToDictionary(value => value.Value, value => value.Place, StringComparer.Ordinal);
        long[] totals = new long[starts.Count];
        long[][] parts = [.. starts.Select(_ => new long[values.Count])];
        foreach (SeriesCount count in counts)
        {
            // A day's noon is there on every day, whatever the clocks do at midnight.
            DateTimeOffset within = SeriesSteps.UnitOf(length) != SeriesUnit.Day ? new DateTimeOffset(count.Start, count.Offset) : new DateTimeOffset(count.Start.AddHours(12), count.Offset);
            int step = starts.BinarySearch(within);
            step = Math.Clamp(step >= 0 ? step : ~step - 1, 0, starts.Count - 1);
            totals[step] += count.Count;
            if (count.Value is { } value)
            {
                parts[step][places[value]] += count.Count;
            }
        }

        EntrySeries.Step[] steps =
        [
            .. starts.Select((start, i) => new EntrySeries.Step(start, i + 1 < starts.Count ? starts[i + 1] : SeriesSteps.Next(length, clock, start), totals[i], parts[i])),
        ];
        return new EntrySeries(steps.FirstOrDefault()?.Start, steps.LastOrDefault()?.End, zone, length, totals.Sum(), values, steps);
    }
}
