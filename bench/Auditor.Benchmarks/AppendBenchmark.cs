using System.Diagnostics;
using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;
using Microsoft.Data.Sqlite;

namespace Auditor.Benchmarks;

/// <summary>
/// How fast <see cref="SqliteAuditLog"/> appends, beside bare prepared INSERTs of the same rows into the same tables with the same
/// settings and batches. The two take turns in one run, so that a slow disk or a busy machine slows both. The store pays for JSON and
/// for looking whether an entry is there already; the bare INSERTs do not. The goal: the store does at least 0.7 of them.
/// </summary>
internal static class AppendBenchmark
{
    private const double Goal = 0.7;
    private const int BatchSize = 100;
    private const int Rounds = 10;
    private const int DefaultEntries = 100_000;

    /// <summary>Arguments: how many entries of 1 KB each side appends (default 100,000).</summary>
    /// <returns>0 when the goal is met, else 1.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        int count = args.Length > 0 ? int.Parse(args[0]) : DefaultEntries;
        string folder = Directory.CreateTempSubdirectory("auditor-append-").FullName;
        try
        {
            return await CompareAsync(folder, Math.Max(count / Rounds, BatchSize));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> CompareAsync(string folder, int entriesPerRound)
    {
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(Path.Combine(folder, "store.db"), CancellationToken.None);
        string rawFile = Path.Combine(folder, "raw.db");
        await (await SqliteAuditLog.OpenAsync(rawFile, CancellationToken.None)).DisposeAsync();
        using var raw = new RawInserts(rawFile);
        Console.WriteLine($"{Rounds} rounds of {entriesPerRound} entries of {WireFormat.Serialize(SampleEntries.At(0)).Length} bytes in batches of {BatchSize}, into {folder}");

        // What is compiled at first use is not what is measured.
        await AppendAsync(log, SampleEntries.Create(BatchSize * 20));
        raw.Append(SampleEntries.Create(BatchSize * 20));

        double storeSeconds = 0, rawSeconds = 0;
        for (int round = 1; round <= Rounds; round++)
        {
            AuditEntry[] forStore = SampleEntries.Create(entriesPerRound);
            AuditEntry[] forRaw = SampleEntries.Create(entriesPerRound);
            double byStore = 0, byRaw = 0;
            async Task StoreAsync() => byStore = await AppendAsync(log, forStore);
            void Raw() => byRaw = raw.Append(forRaw);

            if (round % 2 == 0)
            {
                await StoreAsync();
                Raw();
            }
            else
            {
                Raw();
                await StoreAsync();
            }

            storeSeconds += byStore;
            rawSeconds += byRaw;
            Console.WriteLine($"round {round,2}: store {entriesPerRound / byStore,9:F0} rows/s, bare {entriesPerRound / byRaw,9:F0} rows/s, ratio {byRaw / byStore:F2}");
        }

        double ratio = rawSeconds / storeSeconds;
        double all = (double)entriesPerRound * Rounds;
        Console.WriteLine($"in all:   store {all / storeSeconds,9:F0} rows/s, bare {all / rawSeconds,9:F0} rows/s, ratio {ratio:F2} (goal {Goal:F1})");
        return ratio >= Goal ? 0 : 1;
    }

    private static async Task<double> AppendAsync(SqliteAuditLog log, AuditEntry[] entries)
    {
        long started = Stopwatch.GetTimestamp();
        foreach (AuditEntry[] batch in entries.Chunk(BatchSize))
        {
            await log.AppendAsync(batch, CancellationToken.None);
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The least that SQLite can do for the same rows.</summary>
    private sealed class RawInserts : IDisposable
    {
        private const string Settings = """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
            PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8000
            """;

        private readonly SqliteConnection _connection;
        private readonly SqliteStatement _begin;
        private readonly SqliteStatement _commit;
        private readonly (SqliteStatement Statement, string[] Names) _entry;
        private readonly (SqliteStatement Statement, string[] Names) _camera;
        private readonly (SqliteStatement Statement, string[] Names) _rule;

        public RawInserts(string path)
        {
            _connection = new SqliteConnection($"Data Source={path};Pooling=False");
            _connection.Open();
            using SqliteCommand settings = _connection.CreateCommand();
            settings.CommandText = Settings;
            settings.ExecuteNonQuery();
            _begin = Statement("BEGIN IMMEDIATE");
            _commit = Statement("COMMIT");
            _entry = Insert(
                "entries",
                "entry_id, occurred_at, tenant, resource, action, actor_id, actor_name, actor_display_name, client_session_id, correlation_id, target_level, target_name, result, reason, recording_from, recording_to, has_recording, body");
            _camera = Insert("entry_cameras", "entry_row, ordinal, camera_id, camera_name, occurred_at");
            _rule = Insert("entry_rules", "entry_row, ordinal, rule_id, rule_name, occurred_at");
        }

        public double Append(AuditEntry[] entries)
        {
            // JSON counts on the store's side only.
            byte[][] bodies = [.. entries.Select(WireFormat.Serialize)];
            long started = Stopwatch.GetTimestamp();
            for (int at = 0; at < entries.Length; at += BatchSize)
            {
                _begin.Execute([]);
                for (int i = at; i < Math.Min(at + BatchSize, entries.Length); i++)
                {
                    Insert(entries[i], bodies[i]);
                }

                _commit.Execute([]);
            }

            return Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        public void Dispose()
        {
            foreach (SqliteStatement statement in new[] { _begin, _commit, _entry.Statement, _camera.Statement, _rule.Statement })
            {
                statement.Dispose();
            }

            _connection.Dispose();
        }

        private void Insert(AuditEntry entry, byte[] body)
        {
            long occurredAt = entry.OccurredAt.UtcTicks;
            Run(
                _entry,
                Key(entry.EntryId),
                occurredAt,
                entry.Tenant,
                entry.AuditableResource,
                entry.AuditableAction,
                entry.Actor.Id,
                entry.Actor.Name,
                entry.Actor.DisplayName,
                Key(entry.Actor.Session!.Value),
                Key(entry.CorrelationId!.Value),
                entry.Target.Level,
                entry.Target.Name,
                entry.Result,
                entry.Reason,
                entry.Recording!.From!.Value.UtcTicks,
                entry.Recording.To!.Value.UtcTicks,
                1L,
                body);
            long row = SQLitePCL.raw.sqlite3_last_insert_rowid(_connection.Handle);
            Run(_camera, row, 0L, entry.Cameras[0].Id, entry.Cameras[0].Name, occurredAt);
            Run(_rule, row, 0L, Key(entry.Rules[0].Id), entry.Rules[0].Name, occurredAt);
        }

        private static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);

        private static void Run((SqliteStatement Statement, string[] Names) insert, params ReadOnlySpan<object?> values)
        {
            var named = new (string, object?)[values.Length];
            for (int i = 0; i < named.Length; i++)
            {
                named[i] = (insert.Names[i], values[i]);
            }

            insert.Statement.Execute(named);
        }

        private (SqliteStatement Statement, string[] Names) Insert(string table, string columns)
        {
            string[] names = [.. columns.Split(", ").Select(column => "$" + column)];
            return (Statement($"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", names)})"), names);
        }

        private SqliteStatement Statement(string sql) => new(_connection.Handle!, sql);
    }
}
