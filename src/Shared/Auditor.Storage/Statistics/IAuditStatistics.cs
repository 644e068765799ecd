namespace Auditor.Storage;

/// <summary>
/// What many entries have in common, counted where they are. Each answer is of one moment, and none holds more than a bounded number of rows,
/// however many entries there are. Reads throw <see cref="StoreUnavailableException"/> while the store cannot be reached, and end when they are cancelled.
/// </summary>
public interface IAuditStatistics
{
    /// <summary>How many of the entries that match occurred in each minute, hour or day, by local clocks. Steps without an entry are left out; the earliest first.</summary>
    /// <param name="filter">Which entries. Give it both ends of the time: there are as many steps as it is long.</param>
    /// <param name="clock">The clocks.</param>
    /// <param name="unit">How long a step is.</param>
    /// <param name="by">Count these values of a field by themselves, and all others as one; null to count all as one.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">An entry can have several values of that field.</exception>
    Task<IReadOnlyList<SeriesCount>> CountOverTimeAsync(AuditFilter filter, LocalClock clock, SeriesUnit unit, SeriesSplit? by, CancellationToken cancellation);

    /// <summary>How many of the entries that match occurred in each hour of the week: <see cref="WeekHours.Count"/> numbers.</summary>
    Task<IReadOnlyList<long>> CountByHourOfWeekAsync(AuditFilter filter, LocalClock clock, CancellationToken cancellation);

    /// <summary>Which persons have how many matching entries about the same camera, most first, then by name; at least two, and at most <paramref name="maximum"/> pairs.</summary>
    Task<IReadOnlyList<RepeatCount>> CountRepeatsAsync(AuditFilter filter, LocalClock clock, int maximum, CancellationToken cancellation);

    /// <summary>
    /// Of the matching entries with a reason: how many each person has, and how many of those say word for word what another of that person's
    /// says. Case (of ASCII at least) makes no difference. Most repeated first, then by name; at most <paramref name="maximum"/> persons.
    /// </summary>
    Task<IReadOnlyList<ReasonCount>> CountReasonsAsync(AuditFilter filter, int maximum, CancellationToken cancellation);

    /// <summary>When the first and the last entry that match occurred (UTC); null where none matches.</summary>
    Task<(DateTimeOffset First, DateTimeOffset Last)?> SpanAsync(AuditFilter filter, CancellationToken cancellation);

    /// <summary>
    /// Names of persons or of cameras in the log that contain a text, ignoring case (of ASCII at least), in the order of the alphabet; at most
    /// <paramref name="maximum"/>. Each is one to filter by: of persons account names and display names, of cameras names.
    /// </summary>
    /// <param name="field"><see cref="Facet.Actor"/> or <see cref="Facet.Camera"/>.</param>
    /// <param name="part">The text; empty for the first names of all.</param>
    /// <param name="maximum">Names.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">That field has no names.</exception>
    Task<IReadOnlyList<string>> FindNamesAsync(Facet field, string part, int maximum, CancellationToken cancellation);
}
