using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>Cameras by a part of their name: from one id to the next along the index, past all the entries of each.</summary>
internal static class SqliteKnownCameras
{
    private const string Search = """
        WITH RECURSIVE ids (id) AS (
            SELECT min(camera_id) FROM entry_cameras WHERE camera_id > ''
            UNION ALL
            SELECT (SELECT min(c.camera_id) FROM entry_cameras AS c WHERE c.camera_id > ids.id) FROM ids WHERE ids.id IS NOT NULL
        )
        SELECT id, name FROM (
            SELECT ids.id AS id, (SELECT c.camera_name FROM entry_cameras AS c WHERE c.camera_id = ids.id ORDER BY c.occurred_at DESC LIMIT 1) AS name FROM ids WHERE ids.id IS NOT NULL
        )
        WHERE instr(lower(name), lower($part)) > 0 OR instr(lower(id), lower($part)) > 0 ORDER BY name COLLATE NOCASE, id LIMIT $most
        """;

    public static IReadOnlyList<CameraRef> Find(SqliteSession session, string part, int most) =>
        session.List(Search, row => new CameraRef { Id = row.GetText(0) ?? "", Name = row.GetText(1) ?? "" }, ("$part", part), ("$most", (long)most));
}
