using System.Globalization;

namespace Auditor.Storage;

/// <summary>The condition of a query over <c>entries AS e</c>, with its parameters.</summary>
internal sealed class SqliteEntryFilter
{
    private readonly List<string> _conditions = [];
    private readonly List<(string Name, object? Value)> _values = [];

    public SqliteEntryFilter(AuditFilter filter, AuditCursor? after = null, bool oldestFirst = false)
    {
        ArgumentNullException.ThrowIfNull(filter);
        AddTimes(filter, after, oldestFirst);
        Add("e.tenant = {0}", "$tenant", filter.Tenant);
        Add("e.resource = {0}", "$resource", filter.Resource);
        Add("e.action = {0}", "$action", filter.Action);
        Add("e.result = {0}", "$result", filter.Result);
        Add("e.target_level = {0}", "$target_level", filter.TargetLevel);
        Add("e.target_name = {0}", "$target_name", filter.TargetName);
        Add("e.correlation_id = {0}", "$correlation_id", filter.CorrelationId?.ToKey());
        Add("e.client_session_id = {0}", "$client_session_id", filter.ClientSessionId?.ToKey());
        Add("(e.actor_name = {0} OR e.actor_id = {0} OR e.actor_display_name = {0})", "$actor", filter.Actor);
        Add("instr(lower(e.reason), lower({0})) > 0", "$reason", filter.ReasonContains);
        AddRecording(filter);

        // Union, because an index serves "by id" or "by name", not "or".
        Add(
            $"e.entry_row IN (SELECT entry_row FROM entry_cameras WHERE camera_id = {{0}}{ChildTimes} UNION SELECT entry_row FROM entry_cameras WHERE camera_name = {{0}}{ChildTimes})",
            "$camera",
            filter.Camera);
        Add($"e.entry_row IN (SELECT entry_row FROM entry_rules WHERE rule_id = {{0}}{ChildTimes})", "$rule", filter.RuleId?.ToKey());
    }

    /// <summary>Starts with <c>WHERE</c>, or is empty.</summary>
    public string Where => _conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", _conditions);

    /// <summary>The values, then those given.</summary>
    public (string Name, object? Value)[] With(params ReadOnlySpan<(string Name, object? Value)> more) => [.. _values, .. more];

    /// <summary>The bounds of time again, for the tables that repeat it.</summary>
    private string ChildTimes { get; set; } = "";

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

    private void Add(string condition, string name, object? value)
    {
        if (value is not null)
        {
            _conditions.Add(string.Format(CultureInfo.InvariantCulture, condition, name));
            _values.Add((name, value));
        }
    }
}
