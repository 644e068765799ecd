using System.Diagnostics;
using Auditor.AuditWriter.BackTesting;
using Auditor.AuditWriter.Entries;
using Auditor.Contracts;
using Auditor.Rules;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.Benchmarks;

/// <summary>
/// How many entries a second a draft rule is tried on, from a SQLite log of real activities (1 to 4 cameras in view, a fifth of it the clients' own
/// heartbeats), beside a straight reading of the same entries: each one parsed, and decided by the same rule book.
/// </summary>
internal static class BackTestBenchmark
{
    private const int DefaultEntries = 400_000;
    private const int BatchSize = 2_000;
    private const int StraightEntries = 100_000;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        int count = args.Length > 0 ? int.Parse(args[0]) : DefaultEntries;
        string folder = Directory.CreateTempSubdirectory("auditor-back-test-").FullName;
        try
        {
            string file = Path.Combine(folder, "audit-log.db");
            await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(file, CancellationToken.None);
            ActivityObserved[] some = await FillAsync(log, count);
            Console.WriteLine($"{count:N0} entries in a SQLite log of {new FileInfo(file).Length / 1e6:F0} MB");
            Console.WriteLine($"{"",-46} {"matches",10} {"people",7} {"columns/s",12} {"a core's",9} {"parsed/s",12} {"a core's",9}");
            foreach ((string name, AuditRule rule) in Drafts(some))
            {
                await MeasureAsync(log, name, rule, count);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Name, AuditRule Rule)> Drafts(ActivityObserved[] some)
    {
        var everyone = new AuditRule { Name = "Draft", Whom = new Whom { Everyone = true }, Playback = new Demand { Prompt = true }, ReasonPolicy = new ReasonPolicy { AnswerValidMinutes = 15 } };
        CameraRef camera = some[0].Cameras[0];
        RoleRef role = some[1].Actor.Roles[0];
        var hours = new Schedule { TimeZone = "Europe/Copenhagen", Outside = true, Windows = [new ScheduleWindow { Days = [DayOfWeek.Monday, DayOfWeek.Tuesday], From = "08:00", To = "17:00" }] };
        yield return ("three users", everyone with { Whom = new Whom { Users = [.. some.Take(3).Select(one => new UserRef { Sid = one.Actor.Id })] } });
        yield return ("everyone", everyone);
        yield return ("everyone out of office hours", everyone with { Conditions = new RuleConditions { Schedule = hours } });
        yield return ("a role", everyone with { Whom = new Whom { Roles = [role] } });
        yield return ("everyone at one camera", everyone with { Cameras = new CameraScope { Specified = true, Cameras = [camera] } });
        yield return ("a role at a camera group", everyone with
        {
            Whom = new Whom { Roles = [role] }, Cameras = new CameraScope { Specified = true, Groups = [new CameraGroupRef { Id = camera.Groups[0] }] },
        });
        yield return ("everyone at a camera group", everyone with { Cameras = new CameraScope { Specified = true, Groups = [new CameraGroupRef { Id = camera.Groups[0] }] } });
        yield return ("everyone, footage older than a day", everyone with { Conditions = new RuleConditions { FootageOlderThanMinutes = 1440 } });
    }

    private static async Task MeasureAsync(SqliteAuditLog log, string name, AuditRule rule, int count)
    {
        var test = new BackTest { Rule = rule, From = DateTimeOffset.UnixEpoch, To = DateTimeOffset.MaxValue, Zone = "Europe/Copenhagen" };
        (double Rate, double Core) columns = (0, double.MaxValue);
        (double Rate, double Core) parsed = (0, double.MaxValue);
        BackTestResult result = new();
        for (int round = 0; round < Rounds; round++)
        {
            columns = Best(columns, await TimedAsync(count, async () => result = await new BackTestRun(log).RunAsync(test, CancellationToken.None)));
            int few = Math.Min(count, StraightEntries);
            parsed = Best(parsed, await TimedAsync(few, () => StraightAsync(log, rule, few)));
        }

        Console.WriteLine($"{name,-46} {result.Matched,10:N0} {result.People,7:N0} {columns.Rate,12:N0} {columns.Core,6:F1} µs {parsed.Rate,12:N0} {parsed.Core,6:F1} µs");
    }

    private static (double Rate, double Core) Best((double Rate, double Core) one, (double Rate, double Core) other) => (Math.Max(one.Rate, other.Rate), Math.Min(one.Core, other.Core));

    /// <summary>Entries a second, and microseconds of a core for each, which a busy machine falsifies less.</summary>
    private static async Task<(double Rate, double Core)> TimedAsync(int count, Func<Task> work)
    {
        using var self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        long started = Stopwatch.GetTimestamp();
        await work();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        self.Refresh();
        return (count / seconds, (self.TotalProcessorTime - before).TotalMicroseconds / count);
    }

    /// <summary>Page by page, every entry made of its JSON, on as many threads.</summary>
    private static async Task StraightAsync(SqliteAuditLog log, AuditRule rule, int count)
    {
        var book = RuleBook.Compile([rule], 1);
        long matches = 0;
        AuditCursor? cursor = null;
        Task before = Task.CompletedTask;
        for (int read = 0; read < count;)
        {
            AttestedPage page = await log.ReadAttestedAsync(new AuditQuery(new AuditFilter(), 1000, OldestFirst: true, cursor), CancellationToken.None);
            read += page.Entries.Count;
            cursor = page.Next;
            await before;
            before = Task.Run(() =>
            {
                foreach (AttestedEntry one in page.Entries)
                {
                    AuditEntry entry = WireFormat.Deserialize<AuditEntry>(one.Attested.Span);
                    matches += book.Decide(WireFormat.Deserialize<ActivityObserved>(entry.AdditionalMetadata.Text!)).Matches.Count;
                }
            });
            if (cursor is null)
            {
                break;
            }
        }

        await before;
    }

    private static async Task<ActivityObserved[]> FillAsync(SqliteAuditLog log, int count)
    {
        var random = new Random(20261121);
        ActivityObserved[] activities = [.. new Fleet().Activities(count).Select((activity, i) => activity with
        {
            ActivityId = Guid.CreateVersion7(activity.ObservedAt),
            Cameras = [.. activity.Cameras.Take(4)],
            Kind = i % 5 == 0 ? ActivityKinds.ClientHeartbeat : activity.Kind,
            ClientSessionId = new Guid(random.Next(2000), 0, 0, new byte[8]),
            SequenceNumber = i,
            Site = new SiteRef { Id = "5c3f0a31-9d7e-4a40-8d0e-3f3f4b8b0001", Name = "Harbour" },
            Window = "Main window",
            PluginVersion = "1.0.0",
        }).OrderBy(activity => activity.ObservedAt)];
        foreach (ActivityObserved[] batch in activities.Chunk(BatchSize))
        {
            await log.AppendAsync(
                [.. batch.Select(activity => EntryOfActivity.Create(new ActivityDecided { Activity = activity, Decision = new Decision(), AcceptedAt = activity.ObservedAt }) with { AppendedAt = activity.ObservedAt })],
                CancellationToken.None);
        }

        return [.. activities.Where(activity => activity.Kind != ActivityKinds.ClientHeartbeat).Take(10)];
    }
}
