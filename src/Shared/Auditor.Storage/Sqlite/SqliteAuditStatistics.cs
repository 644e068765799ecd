using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Auditor.Storage;

/// <summary>Counts over a SQLite log. Shares the file of the log, and does not close it.</summary>
public sealed class SqliteAuditStatistics : IAuditStatistics, IDisposable
{
    private const string Person = "coalesce(nullif(e.actor_name, ''), e.actor_id)";
    private const string CameraKey = "coalesce(nullif(c.camera_id, ''), c.camera_name)";

    /// <summary>Counts at one time. Each takes one of the few connections that read, and some are long; the log is looked at beside them.</summary>
    private const int AtOnce = 2;

    private readonly SqliteDatabase _database;
    private readonly SemaphoreSlim _counting = new(AtOnce);

    private SqliteAuditStatistics(SqliteDatabase database) => _database = database;

    public static SqliteAuditStatistics Of(SqliteAuditLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new SqliteAuditStatistics(log.Database);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SeriesCount>> CountOverTimeAsync(AuditFilter filter, LocalClock clock, SeriesUnit unit, SeriesSplit? by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var condition = new SqliteEntryFilter(filter);
        bool daily = unit == SeriesUnit.Day;
        long step = daily ? TimeSpan.TicksPerDay : unit == SeriesUnit.Hour ? TimeSpan.TicksPerHour : TimeSpan.TicksPerMinute;
        string local = SqliteLocalTime.Ticks(clock, "e.occurred_at");
        (string which, (string Name, object? Value)[] values) = by is null ? ("-1", []) : Which(by);
        // By the offset too: it makes two hours of the one that a clock change repeats.
        string offset = daily ? "min(offset)" : "offset";
        string sql = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT step, {offset}, which, count(*) FROM (
                SELECT {local} / {step} AS step, {local} - e.occurred_at AS offset, {which} AS which FROM entries AS e {condition.Where})
            GROUP BY step, which{(daily ? "" : ", offset")} ORDER BY step, 2 DESC, which
            """);
        return await ReadAsync<IReadOnlyList<SeriesCount>>(
            session => session.List(
                sql,
                row => new SeriesCount(new DateTime(row.GetInt64(0) * step), new TimeSpan(row.GetInt64(1)), row.GetInt64(2) is >= 0 and var i ? by!.Values[(int)i] : null, row.GetInt64(3)),
                condition.With(values)),
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> CountByHourOfWeekAsync(AuditFilter filter, LocalClock clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var condition = new SqliteEntryFilter(filter);
        string sql = $"SELECT {SqliteLocalTime.HourOfWeek(clock, "e.occurred_at")} AS hour, count(*) FROM entries AS e {condition.Where} GROUP BY hour";
        return ReadAsync<IReadOnlyList<long>>(
            session =>
            {
                long[] hours = new long[WeekHours.Count];
                foreach ((long hour, long count) in session.List(sql, row => (row.GetInt64(0), row.GetInt64(1)), condition.With()))
                {
                    hours[hour] = count;
                }

                return hours;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RepeatCount>> CountRepeatsAsync(AuditFilter filter, LocalClock clock, int maximum, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        var condition = new SqliteEntryFilter(filter);
        // max() makes SQLite take the names from the row that has it, and so the latest.
        string sql = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT person, camera, name, n, days, first, last FROM (
                SELECT {Person} AS person, {CameraKey} AS camera, c.camera_name AS name, count(DISTINCT e.entry_row) AS n,
                    count(DISTINCT {SqliteLocalTime.Ticks(clock, "e.occurred_at")} / {TimeSpan.TicksPerDay}) AS days, min(e.occurred_at) AS first, max(e.occurred_at) AS last
                FROM entries AS e CROSS JOIN entry_cameras AS c ON c.entry_row = e.entry_row {condition.Where}
                GROUP BY {Person} COLLATE NOCASE, {CameraKey} COLLATE NOCASE HAVING n > 1)
            WHERE person <> '' AND camera <> '' ORDER BY n DESC, person, camera LIMIT $maximum
            """);
        return await ReadAsync<IReadOnlyList<RepeatCount>>(
            session => session.List(
                sql,
                row => new RepeatCount(
                    row.GetString(0), row.GetString(1), row.GetText(2) is { Length: > 0 } name ? name : row.GetString(1), row.GetInt64(3), row.GetInt64(4), row.GetTime(5), row.GetTime(6)),
                condition.With(("$maximum", (long)maximum))),
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReasonCount>> CountReasonsAsync(AuditFilter filter, int maximum, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        var condition = new SqliteEntryFilter(filter);
        string reasons = condition.Where.Length == 0 ? "WHERE e.reason <> ''" : condition.Where + " AND e.reason <> ''";
        string sql = $"""
            SELECT person, sum(n) AS total, sum(n) - count(*) AS repeated, words, max(n) FROM (
                SELECT {Person} AS person, e.reason AS words, count(*) AS n FROM entries AS e {reasons}
                GROUP BY {Person} COLLATE NOCASE, lower(e.reason))
            WHERE person <> '' GROUP BY person COLLATE NOCASE ORDER BY repeated DESC, total DESC, person LIMIT $maximum
            """;
        return await ReadAsync<IReadOnlyList<ReasonCount>>(
            session => session.List(sql, row => new ReasonCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3)), condition.With(("$maximum", (long)maximum))),
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<(DateTimeOffset First, DateTimeOffset Last)?> SpanAsync(AuditFilter filter, CancellationToken cancellation)
    {
        var condition = new SqliteEntryFilter(filter);
        // Two statements, each of which an index answers with one row.
        string sql = $"""
            SELECT (SELECT min(e.occurred_at) FROM entries AS e {condition.Where}), (SELECT max(e.occurred_at) FROM entries AS e {condition.Where})
            """;
        return (await ReadAsync(session => session.List(sql, Read, condition.With()), cancellation))[0];

        static (DateTimeOffset, DateTimeOffset)? Read(SqliteDataReader row) => row.IsDBNull(0) || row.IsDBNull(1) ? null : (row.GetTime(0), row.GetTime(1));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FindNamesAsync(Facet field, string part, int maximum, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        string[] columns = field switch
        {
            Facet.Actor => ["entries.actor_name", "entries.actor_display_name"],
            Facet.Camera => ["entry_cameras.camera_name"],
            _ => throw new ArgumentException("That field has no names.", nameof(field)),
        };
        // From name to name by the index: what it costs is the number of names and not that of the entries.
        string names = string.Join(", ", columns.Select((column, i) => $"""
            names{i}(name) AS (
                SELECT min({column}) FROM {column.Split('.')[0]} WHERE {column} > ''
                UNION ALL SELECT (SELECT min({column}) FROM {column.Split('.')[0]} WHERE {column} > names{i}.name) FROM names{i} WHERE names{i}.name IS NOT NULL)
            """));
        string found = string.Join(" UNION ", columns.Select((_, i) => $"SELECT name COLLATE NOCASE AS name FROM names{i} WHERE instr(lower(name), lower($part)) > 0"));
        return await ReadAsync<IReadOnlyList<string>>(
            session => session.List($"WITH RECURSIVE {names} {found} ORDER BY name COLLATE NOCASE LIMIT $maximum", row => row.GetString(0), ("$part", part), ("$maximum", (long)maximum)),
            cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _counting.Dispose();

    private async Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation)
    {
        await _counting.WaitAsync(cancellation);
        try
        {
            return await _database.ReadAsync(work, cancellation);
        }
        finally
        {
            _counting.Release();
        }
    }

    /// <summary>An expression for the place of an entry's value among those that are counted by themselves; -1 for all others.</summary>
    private static (string Expression, (string Name, object? Value)[] Values) Which(SeriesSplit by)
    {
        if (by.Values.Count == 0)
        {
            return ("-1", []);
        }

        string field = by.Field switch
        {
            Facet.Resource => "e.resource",
            Facet.Action => "e.action",
            Facet.Result => "e.result",
            Facet.Tenant => "e.tenant",
            Facet.TargetLevel => "e.target_level",
            Facet.Actor => $"{Person} COLLATE NOCASE",
            _ => throw new ArgumentException("An entry can have several values of this field.", nameof(by)),
        };
        (string Name, object? Value)[] values = [.. by.Values.Select((value, i) => (string.Create(CultureInfo.InvariantCulture, $"$value{i}"), (object?)value))];
        string cases = string.Concat(values.Select((value, i) => string.Create(CultureInfo.InvariantCulture, $" WHEN {field} = {value.Name} THEN {i}")));
        return ($"CASE{cases} ELSE -1 END", values);
    }
}
