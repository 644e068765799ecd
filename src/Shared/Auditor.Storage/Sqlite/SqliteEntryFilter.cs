using System.Globalization;
using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>The condition of a query over <c>entries AS e</c>, with its parameters.</summary>
internal sealed class SqliteEntryFilter
{
    // By the partial index on correlations: a look-up for each entry that is left.
    private const string Missing = $"""
        (coalesce(e.reason, '') = '' AND e.resource IN ('{AuditableResources.Playback}', '{AuditableResources.IndependentPlayback}', '{AuditableResources.Export}')
            AND e.action IN ('{AuditableActions.Enter}', '{AuditableActions.Enable}', '{AuditableActions.Complete}')
            AND NOT EXISTS (SELECT 1 FROM entries AS given WHERE given.correlation_id = e.correlation_id AND given.reason <> ''))
        """;

    private readonly List<string> _conditions = [];
    private readonly List<string> _resources = [];
    private readonly List<(string Name, object? Value)> _values = [];

    public SqliteEntryFilter(AuditFilter filter, AuditCursor? after = null, bool oldestFirst = false)
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
        AddAny("(e.actor_name IN ({0}) OR e.actor_id IN ({0}) OR e.actor_display_name IN ({0}))", "$actor", filter.Actor);
        Add("instr(lower(e.reason), lower({0})) > 0", "$reason", filter.ReasonContains);
        AddReasonStates(filter);
        AddRecording(filter);
        AddHours(filter);

        // Union, because an index serves "by id" or "by name", not "or".
        AddAny(
            $"e.entry_row IN (SELECT entry_row FROM entry_cameras WHERE camera_id IN ({{0}}){ChildTimes} UNION SELECT entry_row FROM entry_cameras WHERE camera_name IN ({{0}}){ChildTimes})",
            "$camera",
            filter.Camera);
        AddAny($"e.entry_row IN (SELECT entry_row FROM entry_rules WHERE rule_id IN ({{0}}){ChildTimes})", "$rule", filter.RuleId?.Select(id => id.ToKey()));
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

    private void AddAny(string condition, string name, IEnumerable<object>? values)
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
    }

    private void Add(string condition, string name, object? value)
    {
        if (value is not null)
        {
            _conditions.Add(string.Format(CultureInfo.InvariantCulture, condition, name));
            _values.Add((name, value));
        }
    }
}
