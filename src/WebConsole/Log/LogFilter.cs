using System.Globalization;
using System.Text;
using Auditor.WebConsole.Serving;

namespace Auditor.WebConsole.Log;

/// <summary>
/// What of the log is shown: the query of the page's address, so that every view can be kept, sent and gone back to. Immutable. What the
/// address says beyond it is left alone by nobody and passed on to nobody.
/// </summary>
public sealed class LogFilter
{
    public const string Range = "range";
    public const string From = "from";
    public const string To = "to";
    public const string Hours = "hours";

    /// <summary>In which zone the times of the address are; without it they are in that of whoever looks.</summary>
    public const string Zone = "zone";

    public const string RecordingFrom = "recordingFrom";
    public const string RecordingTo = "recordingTo";

    /// <summary>The names that a filter may have in the address, and what they are called. Besides the range they are those of <c>/api/audit/entries</c>.</summary>
    public static readonly IReadOnlyList<(string Name, string Label)> Fields =
    [
        ("actor", "Person"), ("camera", "Camera"), ("resource", "What"), ("action", "Action"), ("reason", "Reason has"), ("reasonState", "Reason"), ("result", "Result"),
        ("rule", "Rule"), (Hours, "Hours"), (RecordingFrom, "Recordings from"), (RecordingTo, "Recordings until"),
        ("tenant", "Tenant"), ("targetLevel", "Level"), ("targetName", "Target"), ("session", "Client session"), ("correlation", "Belongs together"),
    ];

    /// <summary>Those that can have several values: entries with any of them are shown.</summary>
    public static readonly IReadOnlySet<string> Several = new HashSet<string>(StringComparer.Ordinal) { "actor", "camera", "resource", "action", "rule", "reasonState" };

    private const int LongestValue = 500;
    private const int MostValues = 20;

    private readonly SortedDictionary<string, string[]> _values;

    private LogFilter(SortedDictionary<string, string[]> values) => _values = values;

    /// <summary>What is wrong with the address, by field: what cannot be understood restricts nothing, and so must not pass for an answer.</summary>
    public IReadOnlyDictionary<string, string[]> Problems { get; private init; } = new Dictionary<string, string[]>();

    /// <summary>Nothing but the usual.</summary>
    public static LogFilter Usual { get; } = new([]);

    /// <summary>The value of a field, or the first of several; null where it does not restrict.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name)?[0];

    /// <summary>One of <see cref="TimeRange.Names"/>.</summary>
    public string RangeName => this[Range] is { } name && TimeRange.Names.Contains(name) ? name : _values.ContainsKey(From) || _values.ContainsKey(To) ? TimeRange.Custom : TimeRange.Usual;

    /// <summary>Values that restrict what is shown, the time range not among them.</summary>
    public IEnumerable<(string Name, string Label, string Value)> Set => Fields.SelectMany(one => All(one.Name).Select(value => (one.Name, one.Label, value)));

    /// <summary>Whether nothing but the usual is asked for.</summary>
    public bool IsUsual => _values.Count == 0;

    public static LogFilter Read(IQueryCollection query)
    {
        var values = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        var problems = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (string name in Fields.Select(field => field.Name).Append(Range).Append(From).Append(To).Append(Zone))
        {
            string[] given =
            [
                .. query[name].Select(text => text?.Trim() ?? "").Where(text => text.Length > 0).Distinct(StringComparer.Ordinal),
            ];
            int most = Several.Contains(name) ? MostValues : 1;
            string[] wrong = given.Length > most ? [$"Give it at most {most} times."] : [.. given.Select(value => Wrong(name, value)).OfType<string>()];
            if (wrong.Length > 0)
            {
                problems[name] = wrong;
                continue;
            }

            if (given.Length > 0)
            {
                values[name] = given;
            }
        }

        return new LogFilter(values) { Problems = problems };
    }

    /// <summary>Every value of a field.</summary>
    public IReadOnlyList<string> All(string name) => _values.GetValueOrDefault(name) ?? [];

    /// <summary>The same with another value instead of those that there are; null takes them away.</summary>
    public LogFilter With(string name, string? value) => Change(name, value is null ? [] : [value]);

    /// <summary>The same with these values.</summary>
    public LogFilter WithAny(string name, params IEnumerable<string> values) => Change(name, [.. values]);

    /// <summary>The same without one of its values.</summary>
    public LogFilter Without(string name, string value) => Change(name, [.. All(name).Where(one => one != value)]);

    /// <summary>The same in a time of its own, widened to whole minutes.</summary>
    /// <param name="zone">In which the page's times are.</param>
    /// <param name="from">From when on.</param>
    /// <param name="to">Before when; null for no end.</param>
    public LogFilter During(TimeZoneInfo zone, DateTimeOffset? from, DateTimeOffset? to)
    {
        const long Minute = TimeSpan.TicksPerMinute;
        return With(Range, TimeRange.Custom)
            .With(Zone, zone.Id)
            .With(From, zone.Input(from?.AddTicks(-(from.Value.Ticks % Minute))))
            .With(To, zone.Input(to?.AddTicks((Minute - (to.Value.Ticks % Minute)) % Minute)));
    }

    /// <summary>The address of the page that shows it.</summary>
    /// <param name="path">The page.</param>
    /// <param name="more">What else the address says.</param>
    public string AddressOn(string path, params IEnumerable<(string Name, string? Value)> more) =>
        path + Query(_values.SelectMany(value => value.Value.Select(one => (value.Key, (string?)one))).Concat(more));

    /// <summary>From when to when it is, where that is bounded.</summary>
    public (DateTimeOffset? From, DateTimeOffset? To) Times(TimeZoneInfo zone, DateTimeOffset now) => TimeRange.Of(RangeName, this[From], this[To], zone, now);

    /// <summary>The query for the services. Times have their zone there.</summary>
    /// <param name="zone">In which the page's times are.</param>
    /// <param name="now">Now (UTC).</param>
    /// <param name="more">What else is asked.</param>
    public string ForApi(TimeZoneInfo zone, DateTimeOffset now, params IEnumerable<(string Name, string? Value)> more)
    {
        (DateTimeOffset? from, DateTimeOffset? to) = Times(zone, now);
        return Query(
        [
            .. Set.Select(field => (field.Name, (string?)(field.Name is RecordingFrom or RecordingTo ? Machine(TimeRange.Read(field.Value, zone)) ?? field.Value : field.Value))),
            (Zone, this[Hours] is null ? null : zone.Id),
            (From, Machine(from)),
            (To, Machine(to)),
            .. more,
        ]);
    }

    private static string? Wrong(string name, string value) => name switch
    {
        _ when value.Length > LongestValue => $"At most {LongestValue} characters.",
        Range when !TimeRange.Names.Contains(value) => $"'{value}' is not one of {string.Join(", ", TimeRange.Names)}.",
        From or To or RecordingFrom or RecordingTo when TimeRange.Read(value, TimeZoneInfo.Utc) is null => $"'{value}' is not a time like 2026-03-20T07:00.",
        Zone when Visitor.FindZone(value) is null => $"'{value}' is not a time zone like Europe/Berlin, or UTC.",
        _ => null,
    };

    private static string? Machine(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private LogFilter Change(string name, string[] values)
    {
        var changed = new SortedDictionary<string, string[]>(_values, StringComparer.Ordinal);
        if (values.Length == 0)
        {
            changed.Remove(name);
        }
        else
        {
            changed[name] = values;
        }

        return new LogFilter(changed);
    }

    private static string Query(IEnumerable<(string Name, string? Value)> values)
    {
        var query = new StringBuilder();
        foreach ((string name, string? value) in values.Where(value => value.Value is not null))
        {
            query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value!));
        }

        return query.ToString();
    }
}
