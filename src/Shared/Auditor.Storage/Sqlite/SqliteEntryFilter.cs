using System.Globalization;
using System.Text.RegularExpressions;
using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>The condition of a query over <c>entries AS e</c>, with its parameters.</summary>
internal sealed partial class SqliteEntryFilter
{
    // By the partial index on correlations: a look-up for each entry that is left.
    private const string Missing = $"""
        (coalesce(e.reason, '') = '' AND e.resource IN ('{AuditableResources.Playback}', '{AuditableResources.IndependentPlayback}', '{AuditableResources.Export}')
            AND e.action IN ('{AuditableActions.Enter}', '{AuditableActions.Enable}', '{AuditableActions.Complete}')
            AND NOT EXISTS (SELECT 1 FROM entries AS given WHERE given.correlation_id = e.correlation_id AND given.reason <> ''))
        """;

    /// <summary>With more candidates than this, going through all of them to find the latest hundred takes longer than meeting a hundred on the way.</summary>
    private const long Many = 5000;

    private readonly List<string> _conditions = [];
    private readonly List<string> _probes = [];
    private readonly List<string> _resources = [];
    private readonly List<(string Name, object? Value)> _values = [];

    /// <param name="filter">Which entries.</param>
    /// <param name="after">Where the page before it ended.</param>
    /// <param name="oldestFirst">Else newest first.</param>
    /// <param name="walk">Meet persons, cameras and rules on the way through the entries in the order of time, instead of looking them up.</param>
    public SqliteEntryFilter(AuditFilter filter, AuditCursor? after = null, bool oldestFirst = false, bool walk = false)
    {
        ArgumentNullException.ThrowIfNull(filter);
        AddTimes(filter, after, oldestFirst);
        AddResources(filter);
        Add("e.tenant = {0}", "$tenant", filter.Tenant);
        AddAny("e.action IN ({0})", "$action", filter.Action);
        Add("e.result = {0}", "$result", filter.Result);
        Add("e.target_level = {0}", "$target_level", filter.TargetLevel);
        Add("e.target_name = {0}", "$target_name", filter.TargetName);
        Add("e.correlation_id = {0}", "$correlation_id", filter.CorrelationId?.ToKey());
        Add("e.client_session_id = {0}", "$client_session_id", filter.ClientSessionId?.ToKey());
        // A plus before a column keeps its index from being used.
        string plus = walk ? "+" : "";
        AddAny(
            $"({plus}e.actor_name IN ({{0}}) OR {plus}e.actor_id IN ({{0}}) OR {plus}e.actor_display_name IN ({{0}}))",
            "$actor",
            filter.Actor,
            probe: $"entries AS e WHERE (e.actor_name IN ({{0}}) OR e.actor_id IN ({{0}}) OR e.actor_display_name IN ({{0}})){ChildTimes}");
        // The first half is what the index of reasons asks for.
        Add("e.reason <> '' AND instr(lower(e.reason), lower({0})) > 0", "$reason", filter.ReasonContains);
        AddReasonStates(filter);
        AddRecording(filter);
        AddHours(filter);

        // Union, because an index serves "by id" or "by name", not "or". Counted and not EXISTS, of which SQLite makes a list to look up.
        AddAny(
            walk
                ? "(SELECT count(*) FROM entry_cameras AS c WHERE c.entry_row = e.entry_row AND (+c.camera_id IN ({0}) OR +c.camera_name IN ({0}))) > 0"
                : $"e.entry_row IN (SELECT entry_row FROM entry_cameras WHERE camera_id IN ({{0}}){ChildTimes} UNION SELECT entry_row FROM entry_cameras WHERE camera_name IN ({{0}}){ChildTimes})",
            "$camera",
            filter.Camera,
            probe: $"entry_cameras WHERE (camera_id IN ({{0}}) OR camera_name IN ({{0}})){ChildTimes}");
        AddAny(
            walk
                ? "(SELECT count(*) FROM entry_rules AS r WHERE r.entry_row = e.entry_row AND +r.rule_id IN ({0})) > 0"
                : $"e.entry_row IN (SELECT entry_row FROM entry_rules WHERE rule_id IN ({{0}}){ChildTimes})",
            "$rule",
            filter.RuleId?.Select(id => id.ToKey()),
            probe: $"entry_rules WHERE rule_id IN ({{0}}){ChildTimes}");
    }

    /// <summary>Starts with <c>WHERE</c>, or is empty.</summary>
    public string Where => WhereResource(_resources.Count == 0 ? null : $"e.resource IN ({string.Join(", ", _resources)})");

    /// <summary>
    /// The same in parts that have no entry in common, one for each resource: an index gives each of them in the order of time, and so
    /// a page of several resources without sorting everything that they have.
    /// </summary>
    public IEnumerable<string> WhereByResource => _resources.Count == 0 ? [Where] : _resources.Select(resource => WhereResource($"e.resource = {resource}"));

    /// <summary>The values, then those given.</summary>
    public (string Name, object? Value)[] With(params ReadOnlySpan<(string Name, object? Value)> more) => [.. _values, .. more];

    /// <summary>Whether the rarest of the persons, cameras and rules asked for is so frequent that a page is better walked to; false when none is asked for.</summary>
    public bool IsFrequent(SqliteSession session) => _probes.Count > 0 && _probes.TrueForAll(probe =>
    {
        string sql = string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM (SELECT 1 FROM {probe} LIMIT {Many})");
        HashSet<string> names = [.. Parameter().Matches(sql).Select(match => match.Value)];
        return session.Count(sql, [.. _values.Where(value => names.Contains(value.Name))]) >= Many;
    });

    /// <summary>The bounds of time again, for the tables that repeat it.</summary>
    private string ChildTimes { get; set; } = "";

    private string WhereResource(string? resource)
    {
        IEnumerable<string> conditions = resource is null ? _conditions : _conditions.Append(resource);
        return conditions.Any() ? "WHERE " + string.Join(" AND ", conditions) : "";
    }

    private void AddTimes(AuditFilter filter, AuditCursor? after, bool oldestFirst)
    {
        Add("e.occurred_at >= {0}", "$from", filter.From?.UtcTicks);
        Add("e.occurred_at < {0}", "$to", filter.To?.UtcTicks);
        ChildTimes = (filter.From is null ? "" : " AND occurred_at >= $from") + (filter.To is null ? "" : " AND occurred_at < $to");
        if (after is not null)
        {
            string beyond = oldestFirst ? ">" : "<";
            _values.Add(("$after_id", after.EntryId.ToKey()));
            Add($"(e.occurred_at, e.entry_id) {beyond} ({{0}}, $after_id)", "$after", after.OccurredAt.UtcTicks);
            ChildTimes += $" AND occurred_at {beyond}= $after";
        }
    }

    private void AddResources(AuditFilter filter)
    {
        if (ReasonStates.ResourcesOf(filter) is not { } resources)
        {
            return;
        }

        if (resources.Count == 0)
        {
            _conditions.Add("false");
        }

        foreach (string resource in resources)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"$resource{_resources.Count}");
            _resources.Add(name);
            _values.Add((name, resource));
        }
    }

    private void AddReasonStates(AuditFilter filter)
    {
        if (filter.ReasonState is { } states)
        {
            IEnumerable<string> any = states.Distinct().Select(state => state == ReasonState.Missing
                ? Missing
                : $"(e.resource = '{AuditableResources.Reason}' AND e.action = '{ReasonStates.ActionOf(state)}')");
            _conditions.Add($"({string.Join(" OR ", any)})");
        }
    }

    private void AddHours(AuditFilter filter)
    {
        if (filter.Hours is { } hours)
        {
            string numbers = string.Join(", ", hours.Hours.Order().Select(hour => hour.ToString(CultureInfo.InvariantCulture)));
            _conditions.Add($"{SqliteLocalTime.HourOfWeek(hours.Clock, "e.occurred_at")} IN ({numbers})");
        }
    }

    /// <summary>An unknown end is open; an entry about no recordings overlaps nothing.</summary>
    private void AddRecording(AuditFilter filter)
    {
        if (filter.RecordingFrom is null && filter.RecordingTo is null)
        {
            return;
        }

        _conditions.Add("e.has_recording = 1");
        Add("(e.recording_to IS NULL OR e.recording_to > {0})", "$recording_from", filter.RecordingFrom?.UtcTicks);
        Add("(e.recording_from IS NULL OR e.recording_from < {0})", "$recording_to", filter.RecordingTo?.UtcTicks);
    }

    private void AddAny(string condition, string name, IEnumerable<object>? values, string? probe = null)
    {
        if (values is null)
        {
            return;
        }

        var names = new List<string>();
        foreach (object value in values)
        {
            names.Add(string.Create(CultureInfo.InvariantCulture, $"{name}{names.Count}"));
            _values.Add((names[^1], value));
        }

        _conditions.Add(string.Format(CultureInfo.InvariantCulture, condition, string.Join(", ", names)));
        if (probe is not null)
        {
            _probes.Add(string.Format(CultureInfo.InvariantCulture, probe, string.Join(", ", names)));
        }
    }

    [GeneratedRegex(@"\$\w+")]
    private static partial Regex Parameter();

    private void Add(string condition, string name, object? value)
    {
        if (value is not null)
        {
            _conditions.Add(string.Format(CultureInfo.InvariantCulture, condition, name));
            _values.Add((name, value));
        }
    }
}
