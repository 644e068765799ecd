using System.Globalization;
using Auditor.AuditWriter.Statistics;
using Auditor.Contracts;
using Auditor.Hosting.Api;
using Auditor.Rules;
using Auditor.Storage;
using Microsoft.Extensions.Primitives;

namespace Auditor.AuditWriter.Api;

/// <summary>
/// Reads a query string to its last word: each wrong value and each name that does not exist is a problem that says what is
/// allowed, so that a mistyped filter never shows more than was asked for.
/// </summary>
internal sealed class QueryParameters(IQueryCollection query)
{
    public static readonly string[] Filter =
    [
        "from", "to", "actor", "camera", "resource", "action", "rule", "reason", "correlation", "session",
        "targetLevel", "targetName", "tenant", "result", "recordingFrom", "recordingTo", "reasonState", "hours",
    ];

    /// <summary>Values of one field, of those that can be given several times.</summary>
    public const int MostValues = 20;

    public static readonly string[] Paging = ["limit", "order", "cursor"];

    private const int LongestText = 500;
    private const string UsualZone = "UTC";

    private readonly List<(string Field, string Message)> _problems = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private LocalTimes? _zone;

    public static string NameOf(Facet facet) => JsonNameOf(facet.ToString());

    public AuditFilter ReadFilter() => new AuditFilter
    {
        From = Time("from"),
        To = Time("to"),
        Actor = Texts("actor"),
        Camera = Texts("camera"),
        Resource = Words("resource", AuditableResources.All),
        Action = Texts("action"),
        RuleId = Ids("rule"),
        ReasonContains = Text("reason"),
        ReasonState = ReasonStates(),
        CorrelationId = Id("correlation"),
        ClientSessionId = Id("session"),
        TargetLevel = Word("targetLevel", TargetLevels.All),
        TargetName = Text("targetName"),
        Tenant = Text("tenant"),
        Result = Word("result", AuditResults.All),
        RecordingFrom = Time("recordingFrom"),
        RecordingTo = Time("recordingTo"),
    } is var filter && Text("hours") is { } hours ? filter with { Hours = Hours(hours, filter) } : filter;

    /// <summary>The zone that is asked for; UTC where none is.</summary>
    public LocalTimes Zone() => _zone ??= ReadZone();

    /// <summary>Its id as it was given.</summary>
    public string ZoneName => Text("zone") ?? UsualZone;

    public string? Text(string name)
    {
        _known.Add(name);
        if (!query.TryGetValue(name, out StringValues values) || values.Count == 0)
        {
            return null;
        }

        string text = values[0] ?? "";
        if (values.Count > 1 || text.Length is 0 or > LongestText)
        {
            _problems.Add((name, $"Give it once, with 1 to {LongestText} characters."));
            return null;
        }

        return text;
    }

    public string? Word(string name, IReadOnlyList<string> allowed)
    {
        string? text = Text(name);
        if (text is null || allowed.Contains(text))
        {
            return text;
        }

        _problems.Add((name, $"'{text}' is not one of {string.Join(", ", allowed)}."));
        return null;
    }

    /// <summary>A field that may be given several times, for entries that have any of the values.</summary>
    public AnyOf<string>? Texts(string name)
    {
        _known.Add(name);
        if (!query.TryGetValue(name, out StringValues values) || values.Count == 0)
        {
            return null;
        }

        if (values.Count > MostValues || values.Any(text => text is null or { Length: 0 or > LongestText }))
        {
            _problems.Add((name, $"Give it at most {MostValues} times, each with 1 to {LongestText} characters."));
            return null;
        }

        return AnyOf.OrNull<string>([.. values.Distinct(StringComparer.Ordinal)!]);
    }

    public AnyOf<string>? Words(string name, IReadOnlyList<string> allowed)
    {
        AnyOf<string>? words = Texts(name);
        foreach (string wrong in words?.Where(word => !allowed.Contains(word)) ?? [])
        {
            _problems.Add((name, $"'{wrong}' is not one of {string.Join(", ", allowed)}."));
        }

        return words;
    }

    public AnyOf<Guid>? Ids(string name)
    {
        var ids = new List<Guid>();
        foreach (string text in Texts(name) ?? Enumerable.Empty<string>())
        {
            if (Guid.TryParse(text, out Guid id))
            {
                ids.Add(id);
            }
            else
            {
                _problems.Add((name, $"'{text}' is not a UUID."));
            }
        }

        return AnyOf.OrNull<Guid>([.. ids.Distinct()]);
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // A plus sign that was not percent-encoded arrives as a space.
        string mended = text.Replace(' ', '+');
        bool hasOffset = mended.EndsWith('Z') || mended.EndsWith('z') || mended.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length;
        if (hasOffset && DateTimeOffset.TryParse(mended, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time))
        {
            return time.ToUniversalTime();
        }

        _problems.Add((name, $"'{text}' is not a time with its zone, like 2026-03-20T07:03:49Z or 2026-03-20T08:03:49+01:00."));
        return null;
    }

    public Guid? Id(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Guid.TryParse(text, out Guid id))
        {
            return id;
        }

        _problems.Add((name, $"'{text}' is not a UUID."));
        return null;
    }

    public int Number(string name, int usual, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return usual;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        _problems.Add((name, $"'{text}' is not a whole number from {least} to {most}."));
        return usual;
    }

    public AuditCursor? Cursor(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (AuditCursor.TryParse(text, out AuditCursor? cursor))
        {
            return cursor;
        }

        _problems.Add((name, "It is not a cursor that this API gave out as 'next'."));
        return null;
    }

    public bool Flag(string name) => Word(name, ["true", "false"]) == "true";

    public IReadOnlyList<Facet> Facets(string name)
    {
        Dictionary<string, Facet> byName = Enum.GetValues<Facet>().ToDictionary(NameOf, StringComparer.Ordinal);
        if (Text(name) is not { } text)
        {
            return [];
        }

        var facets = new List<Facet>();
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal))
        {
            if (byName.TryGetValue(word, out Facet facet))
            {
                facets.Add(facet);
            }
            else
            {
                _problems.Add((name, $"'{word}' is not one of {string.Join(", ", byName.Keys)}."));
            }
        }

        return facets;
    }

    private LocalTimes ReadZone()
    {
        string name = ZoneName;
        if (LocalTimes.Of(name) is { } zone)
        {
            return zone;
        }

        _problems.Add(("zone", $"'{name}' is not the id of a time zone, like Europe/Copenhagen."));
        return LocalTimes.Of(UsualZone)!;
    }

    private AnyOf<ReasonState>? ReasonStates()
    {
        Dictionary<string, ReasonState> byName = Enum.GetValues<ReasonState>().ToDictionary(state => JsonNameOf(state.ToString()), StringComparer.Ordinal);
        return Words("reasonState", [.. byName.Keys]) is { } words ? AnyOf.OrNull<ReasonState>([.. words.Where(byName.ContainsKey).Select(word => byName[word])]) : null;
    }

    private WeekHours? Hours(string text, AuditFilter filter)
    {
        LocalTimes zone = Zone();
        if (HoursText.Parse(text) is { } hours)
        {
            return new WeekHours(zone.ClockFor(filter), hours);
        }

        _problems.Add(("hours", $"'{text}' is not like 'mon-fri 07-18', 'sat 00-06, sun' or 'not mon-fri 07-18'."));
        return null;
    }

    /// <summary>The refusal, or null when all was well. Call it after everything has been read.</summary>
    public IResult? Finish()
    {
        foreach (string name in query.Keys.Where(name => !_known.Contains(name)))
        {
            _problems.Add((name, $"There is no such parameter; there are {string.Join(", ", _known)}."));
        }

        return _problems.Count == 0 ? null : ApiProblem.Invalid(_problems);
    }

    private static string JsonNameOf(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
