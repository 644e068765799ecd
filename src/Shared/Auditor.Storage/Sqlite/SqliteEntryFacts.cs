using SQLitePCL;

namespace Auditor.Storage;

/// <summary>
/// The row at which a statement stands. Its columns are read by their place and without a reader between, which is what makes several hundred
/// thousand of them a second.
/// </summary>
internal sealed class SqliteEntryFacts(SqliteStatement cameras) : EntryFacts
{
    /// <summary>The body stands last: SQLite goes past a row's columns from the front.</summary>
    public const string InOrder = """
        SELECT e.entry_row, e.entry_id, e.occurred_at, e.tenant, e.resource, e.action, e.actor_id, e.actor_name, e.actor_display_name, e.client_session_id, e.body
        FROM entries AS e INDEXED BY entries_by_time WHERE e.occurred_at >= $from AND e.occurred_at < $to ORDER BY e.occurred_at, e.entry_id
        """;

    public const string Cameras = "SELECT camera_id FROM entry_cameras WHERE entry_row = $entry_row ORDER BY ordinal";

    private readonly Utf8Texts _texts = new();
    private sqlite3_stmt _row = null!;

    public override Guid EntryId => new(raw.sqlite3_column_blob(_row, 1), bigEndian: true);

    public override DateTimeOffset OccurredAt => new(raw.sqlite3_column_int64(_row, 2), TimeSpan.Zero);

    public override string Tenant => Text(3);

    public override string Resource => Text(4);

    public override string Action => Text(5);

    public override string? ActorId => TextOrNull(6);

    public override string ActorName => Text(7);

    public override string? ActorDisplayName => TextOrNull(8);

    public override Guid? ClientSessionId => raw.sqlite3_column_blob(_row, 9) is { Length: 16 } id ? new Guid(id, bigEndian: true) : null;

    public override IReadOnlyList<string> CameraIds
    {
        get
        {
            var ids = new List<string>(4);
            cameras.ForEach(raw.sqlite3_column_int64(_row, 0), camera => ids.Add(_texts.Of(raw.sqlite3_column_blob(camera, 0))));
            return ids;
        }
    }

    public override ReadOnlySpan<byte> Attested => raw.sqlite3_column_blob(_row, 10);

    public SqliteEntryFacts At(sqlite3_stmt row)
    {
        _row = row;
        return this;
    }

    private string Text(int column) => _texts.Of(raw.sqlite3_column_blob(_row, column));

    private string? TextOrNull(int column) => raw.sqlite3_column_type(_row, column) == raw.SQLITE_NULL ? null : Text(column);
}
