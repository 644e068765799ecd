using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;

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

    /// <summary>The names that a filter may have in the address, and what they are called. Besides the range they are those of <c>/api/audit/entries</c>.</summary>
    public static readonly IReadOnlyList<(string Name, string Label)> Fields =
    [
        ("actor", "Person"), ("camera", "Camera"), ("resource", "What"), ("action", "Action"), ("reason", "Reason has"), ("result", "Result"),
        ("rule", "Rule"), ("tenant", "Tenant"), ("targetLevel", "Level"), ("targetName", "Target"), ("session", "Client session"), ("correlation", "Belongs together"),
    ];

    private const int LongestValue = 500;

    private readonly SortedDictionary<string, string> _values;

    private LogFilter(SortedDictionary<string, string> values) => _values = values;

    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>One of <see cref="TimeRange.Names"/>.</summary>
    public string RangeName => this[Range] is { } name && TimeRange.Names.Contains(name) ? name : _values.ContainsKey(From) || _values.ContainsKey(To) ? TimeRange.Custom : TimeRange.Usual;

    /// <summary>Fields that restrict what is shown, the time range not among them.</summary>
    public IEnumerable<(string Name, string Label, string Value)> Set => Fields.Where(one => _values.ContainsKey(one.Name)).Select(one => (one.Name, one.Label, _values[one.Name]));

    /// <summary>Whether nothing but the usual is asked for.</summary>
    public bool IsUsual => _values.Count == 0;

    public static LogFilter Read(IQueryCollection query)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in Fields.Select(field => field.Name).Append(Range).Append(From).Append(To))
        {
            if (query.TryGetValue(name, out StringValues given) && given[0] is { } text && text.Trim() is { Length: > 0 and <= LongestValue } value)
            {
                values[name] = value;
            }
        }

        return new LogFilter(values);
    }

    /// <summary>The same with another value; null takes it away.</summary>
    public LogFilter With(string name, string? value)
    {
        var values = new SortedDictionary<string, string>(_values, StringComparer.Ordinal);
        if (value is null)
        {
            values.Remove(name);
        }
        else
        {
            values[name] = value;
        }

        return new LogFilter(values);
    }

    /// <summary>The address of the page that shows it.</summary>
    /// <param name="path">The page.</param>
    /// <param name="more">What else the address says.</param>
    public string AddressOn(string path, params IEnumerable<(string Name, string? Value)> more) =>
        path + Query(_values.Select(value => (value.Key, (string?)value.Value)).Concat(more));

    /// <summary>The query for the services. Times have their zone there.</summary>
    /// <param name="zone">In which the page's times are.</param>
    /// <param name="now">Now (UTC).</param>
    /// <param name="more">What else is asked.</param>
    public string ForApi(TimeZoneInfo zone, DateTimeOffset now, params IEnumerable<(string Name, string? Value)> more)
    {
        (DateTimeOffset? from, DateTimeOffset? to) = TimeRange.Of(RangeName, this[From], this[To], zone, now);
        return Query(
        [
            .. Set.Select(field => (field.Name, (string?)field.Value)),
            (From, from?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            (To, to?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            .. more,
        ]);
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
