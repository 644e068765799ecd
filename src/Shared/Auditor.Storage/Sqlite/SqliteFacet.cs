namespace Auditor.Storage;

/// <summary>How the values of a field are counted. Each query gives value, name and count.</summary>
internal static class SqliteFacet
{
    public static List<FacetCount> Count(SqliteSession session, SqliteEntryFilter filter, Facet facet, int maximum)
    {
        string sql = facet switch
        {
            Facet.Resource => ByColumn("resource", filter),
            Facet.Action => ByColumn("action", filter),
            Facet.Result => ByColumn("result", filter),
            Facet.Tenant => ByColumn("tenant", filter),
            Facet.TargetLevel => ByColumn("target_level", filter),
            Facet.Actor => ByActor(filter),
            Facet.Camera => ByCamera(filter),
            Facet.Rule => ByRule(filter),
            _ => throw new ArgumentOutOfRangeException(nameof(facet), facet, "This field cannot be counted."),
        };

        return session.List(
            sql + " ORDER BY n DESC, value LIMIT $maximum",
            reader =>
            {
                string value = facet == Facet.Rule ? reader.GetId(0).ToString() : reader.GetString(0);
                return new FacetCount(value, reader.GetText(1) is { Length: > 0 } name ? name : value, reader.GetInt64(2));
            },
            filter.With(("$maximum", (long)maximum)));
    }

    private static string ByColumn(string column, SqliteEntryFilter filter) =>
        $"SELECT value, value, n FROM (SELECT {column} AS value, count(*) AS n FROM entries AS e {filter.Where} GROUP BY {column}) WHERE value <> ''";

    // max() makes SQLite take the other columns from the row that has it, and so the latest spelling and name.
    private static string ByActor(SqliteEntryFilter filter) => $"""
        SELECT value, value, n FROM (
            SELECT coalesce(nullif(e.actor_name, ''), e.actor_id) AS value, count(*) AS n, max(e.occurred_at)
            FROM entries AS e {filter.Where} GROUP BY coalesce(nullif(e.actor_name, ''), e.actor_id) COLLATE NOCASE)
        WHERE value <> ''
        """;

    private static string ByCamera(SqliteEntryFilter filter) => $"""
        SELECT value, name, n FROM (
            SELECT coalesce(nullif(c.camera_id, ''), c.camera_name) AS value, c.camera_name AS name, count(DISTINCT c.entry_row) AS n, max(c.occurred_at)
            FROM entry_cameras AS c WHERE c.entry_row IN (SELECT e.entry_row FROM entries AS e {filter.Where})
            GROUP BY coalesce(nullif(c.camera_id, ''), c.camera_name) COLLATE NOCASE)
        WHERE value <> ''
        """;

    private static string ByRule(SqliteEntryFilter filter) => $"""
        SELECT value, name, n FROM (
            SELECT r.rule_id AS value, r.rule_name AS name, count(DISTINCT r.entry_row) AS n, max(r.occurred_at)
            FROM entry_rules AS r WHERE r.entry_row IN (SELECT e.entry_row FROM entries AS e {filter.Where})
            GROUP BY r.rule_id)
        WHERE true
        """;
}
