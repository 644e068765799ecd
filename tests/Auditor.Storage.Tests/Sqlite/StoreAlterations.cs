using Auditor.Ledger;

namespace Auditor.Storage.Tests.Sqlite;

/// <summary>Everything that can be done to a store with positions 10 to 12 erased, the last entry saying so, and checkpoints of 100, 200 and 300.</summary>
internal static class StoreAlterations
{
    private const int FirstFree = 20;

    public static IEnumerable<StoreAlteration> All(Random random, int size)
    {
        int At() => random.Next(FirstFree, size - 2);

        foreach (StoreAlteration alteration in OfEntries(At).Concat(OfColumns(At)).Concat(OfPositions(At, size)).Concat(OfTiles(random)).Concat(OfCheckpoints()))
        {
            yield return alteration;
        }
    }

    private static string Row(int position) => $"entry_row = (SELECT entry_row FROM leaves WHERE position = {position})";

    private static IEnumerable<StoreAlteration> OfEntries(Func<int> next)
    {
        foreach ((string from, string to) in new[]
        {
            ("Entrance", "Exit"), ("DENIED", "SUCCEEDED"), ("anna", "bert"), ("Fall 7", "Fall 8"), ("rgen", "rg"), ("{", "{ "), ("}", ""), ("\"reason\":", "\"reason\":1,\"reason\":"),
        })
        {
            int at = next();
            string body = $"CAST(replace(CAST(body AS TEXT), '{from}', '{to}') AS BLOB)";
            yield return new($"UPDATE entries SET body = iif({body} = body, x'7b7d', {body}) WHERE {Row(at)}", at, FaultKind.Changed, FaultKind.Malformed);
        }

        foreach (string body in new[] { "x''", "x'ff'", "zeroblob(100000)", "'text'", "17", "randomblob(1000)", "CAST('{\"attestedSha256\":1}' AS BLOB)" })
        {
            int at = next();
            yield return new($"UPDATE entries SET body = {body} WHERE {Row(at)}", at, FaultKind.Changed, FaultKind.Malformed);
        }

        int one = next();
        int other = one - 1;
        yield return new($"DELETE FROM entries WHERE {Row(one)}", one, FaultKind.Removed);
        yield return new(
            $"DELETE FROM entry_cameras WHERE {Row(one)}; DELETE FROM entry_rules WHERE {Row(one)}; DELETE FROM entries WHERE {Row(one)}; DELETE FROM leaves WHERE position = {one}",
            one,
            FaultKind.Removed);
        yield return new($"UPDATE entries SET body = (SELECT body FROM entries WHERE {Row(other)}) WHERE {Row(one)}", one, FaultKind.Changed);
        yield return new($"{InsertCopyOf(one, row: "11")}", 10, FaultKind.Changed);
        yield return new($"DELETE FROM leaves WHERE position = 11; {InsertCopyOf(one, row: "12")}", null, FaultKind.Removed, FaultKind.Inserted);
        yield return new("INSERT INTO refused_entries VALUES (1000, randomblob(16), 'no seal', 0); " + InsertCopyOf(one, row: "1000"), null, FaultKind.Inserted);
    }

    private static IEnumerable<StoreAlteration> OfColumns(Func<int> next)
    {
        foreach (string change in new[]
        {
            "entry_id = randomblob(16)", "occurred_at = occurred_at + 1", "tenant = 'south'", "resource = 'EXPORT'", "action = 'LEAVE'", "actor_id = NULL", "actor_name = 'nobody'",
            "actor_name = upper(actor_name)", "actor_display_name = 'x'", "client_session_id = NULL", "correlation_id = randomblob(16)", "target_level = ''", "target_name = 'x'",
            "result = 'SUCCEEDED'", "reason = reason || ' '", "recording_from = recording_from - 1", "recording_to = NULL", "has_recording = 0", "occurred_at = 'soon'",
        })
        {
            int at = next();
            yield return new($"UPDATE entries SET {change} WHERE {Row(at)}", at, FaultKind.Changed);
        }

        foreach (string change in new[]
        {
            "DELETE FROM entry_cameras WHERE {0}", "UPDATE entry_cameras SET camera_name = 'Elsewhere' WHERE {0} AND ordinal = 1", "UPDATE entry_cameras SET occurred_at = 0 WHERE {0}",
            "DELETE FROM entry_rules WHERE {0}", "UPDATE entry_rules SET rule_id = randomblob(16) WHERE {0}",
        })
        {
            int at = next();
            yield return new(change.Replace("{0}", Row(at), StringComparison.Ordinal), at, FaultKind.Changed);
        }
    }

    private static IEnumerable<StoreAlteration> OfPositions(Func<int> next, int size)
    {
        int at = next();
        int other = at == FirstFree ? at + 1 : FirstFree;
        int first = Math.Min(at, other);
        yield return new($"DELETE FROM leaves WHERE position = {at}", at, FaultKind.Removed);
        yield return new("DELETE FROM leaves WHERE position = 11", 11, FaultKind.Removed);
        yield return new($"UPDATE leaves SET entry_id = randomblob(16) WHERE position = {at}", at, FaultKind.Changed);
        yield return new($"UPDATE leaves SET entry_row = 5000 WHERE position = {at}", at, FaultKind.Removed);
        yield return new(
            $"UPDATE leaves SET position = -1 WHERE position = {at}; UPDATE leaves SET position = {at} WHERE position = {other}; UPDATE leaves SET position = {other} WHERE position = -1",
            first,
            FaultKind.Reordered);
        yield return new(
            $"DELETE FROM leaves WHERE position = {at}; UPDATE leaves SET position = -position WHERE position > {at}; UPDATE leaves SET position = -position - 1 WHERE position < 0",
            at,
            FaultKind.Removed);
        yield return new(
            $"UPDATE leaves SET position = -position WHERE position >= {at}; UPDATE leaves SET position = 1 - position WHERE position < 0; {InsertCopyOf(other, row: "1000")}; "
                + $"INSERT INTO leaves SELECT {at}, entry_row, entry_id FROM entries WHERE entry_row = 1000",
            at,
            FaultKind.Inserted);
        yield return new($"{InsertCopyOf(at, row: "1000")}; INSERT INTO leaves SELECT {size}, entry_row, entry_id FROM entries WHERE entry_row = 1000", size, FaultKind.NotSigned);

        // The declaration is the last entry: with it gone, the erased ones count as removed too.
        string cut = $"DELETE FROM entries WHERE entry_row > {at}; DELETE FROM leaves WHERE position >= {at}";
        yield return new(cut, null, FaultKind.Removed, FaultKind.Truncated);
        yield return new(cut + "; DELETE FROM tiles WHERE tile_index > 0 OR level > 0", null, FaultKind.Removed, FaultKind.Truncated);
        yield return new($"DELETE FROM entries WHERE entry_row = {size}; DELETE FROM leaves WHERE position = {size - 1}", null, FaultKind.Removed, FaultKind.Truncated);
    }

    private static IEnumerable<StoreAlteration> OfTiles(Random random)
    {
        foreach ((int level, int index, int width) in new[] { (0, 0, 256), (0, 1, 44), (1, 0, 1) })
        {
            int hash = random.Next(level == 0 && index == 0 ? FirstFree : 0, width);
            int position = (index * 256) + (level == 0 ? hash : 0);
            string tile = $"level = {level} AND tile_index = {index}";
            yield return new($"UPDATE tiles SET content = CAST(substr(content, 1, {hash * 32}) || randomblob(32) || substr(content, {(hash * 32) + 33}) AS BLOB) WHERE {tile}", position, FaultKind.TileAltered);
            yield return new($"UPDATE tiles SET content = substr(content, 2) WHERE {tile}", position, FaultKind.TileAltered, FaultKind.Changed);
            yield return new($"DELETE FROM tiles WHERE {tile}", position, FaultKind.TileAltered, FaultKind.Changed);
        }
    }

    private static IEnumerable<StoreAlteration> OfCheckpoints()
    {
        yield return new("DELETE FROM checkpoints", null, FaultKind.NotSigned);
        yield return new("DELETE FROM checkpoints WHERE size = 300", null, FaultKind.NotSigned, FaultKind.Removed);
        yield return new("UPDATE checkpoints SET size = 1000 WHERE size = 100", null, FaultKind.RolledBack, FaultKind.NotSigned, FaultKind.Removed);
        foreach (int size in new[] { 100, 200, 300 })
        {
            yield return new($"UPDATE checkpoints SET note = CAST(replace(CAST(note AS TEXT), '{size}', '{size - 1}') AS BLOB) WHERE size = {size}", null, FaultKind.CheckpointAltered);
            yield return new($"UPDATE checkpoints SET note = CAST(replace(CAST(note AS TEXT), 'example', 'sample') AS BLOB) WHERE size = {size}", null, FaultKind.CheckpointAltered, FaultKind.WrongKey);
            yield return new($"UPDATE checkpoints SET note = zeroblob(5000) WHERE size = {size}", null, FaultKind.CheckpointAltered);
        }
    }

    private static string InsertCopyOf(int position, string row) =>
        $"""
        INSERT INTO entries (entry_row, entry_id, occurred_at, tenant, resource, action, actor_name, has_recording, body, seal)
        SELECT {row}, randomblob(16), occurred_at, tenant, resource, action, actor_name, has_recording, CAST(replace(CAST(body AS TEXT), 'Playback', 'Forged') AS BLOB), seal FROM entries WHERE {Row(position)}
        """;
}
