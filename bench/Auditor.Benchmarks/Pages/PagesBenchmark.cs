using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Auditor.AuditWriter.Sequencing;
using Auditor.Storage;

namespace Auditor.Benchmarks;

/// <summary>
/// How long the console's pages, and the counts behind them, take over HTTP with a million entries of one week in the store: Standalone as a process,
/// a signed-in person, each page a few times.
/// </summary>
internal static class PagesBenchmark
{
    private const int DefaultEntries = 1_000_000;
    private const int BatchSize = 10_000;
    private const int Times = 7;
    private const string Password = "a long password for the benchmark";

    private static readonly (string What, string Path)[] Pages =
    [
        ("log, first page", "/log"),
        ("log, all time", "/log?range=all"),
        ("log, last hour", "/log?range=1h"),
        ("log, one kind (5 %)", "/log?resource=REASON"),
        ("log, two kinds (95 %)", "/log?resource=PLAYBACK&resource=EXPORT"),
        ("log, one person (2 %)", "/log?actor=CORP%5Coperator7"),
        ("log, two persons", "/log?actor=CORP%5Coperator7&actor=CORP%5Coperator8"),
        ("log, one camera (0.2 %)", "/log?camera=Camera%20123"),
        ("log, one person and one camera", "/log?actor=CORP%5Coperator23&camera=Camera%20123"),
        ("log, one rule (all)", "/log?rule=0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d"),
        ("log, part of the reason", "/log?reason=container"),
        ("log, a reason that nobody gave", "/log?reason=zebra"),
        ("log, without a reason", "/log?reasonState=missing"),
        ("log, declined", "/log?reasonState=declined"),
        ("log, at night", "/log?hours=not%20mon-fri%2007-18"),
        ("overview, 7 days", "/overview"),
        ("overview, last hour", "/overview?range=1h"),
        ("overview, all time", "/overview?range=all"),
        ("question, camera, one hour", "/question?camera=Camera%20123&from={0}&to={1}"),
        ("question, person, one hour", "/question?actor=CORP%5Coperator7&from={0}&to={1}"),
        ("API: counts by person and camera", "/api/audit/counts?by=actor,camera"),
        ("API: series by resource", "/api/audit/series?by=resource&zone=Europe/Berlin"),
        ("API: hours of the week", "/api/audit/hours?zone=Europe/Berlin"),
        ("API: repeats", "/api/audit/repeats?action=ENTER"),
        ("API: reasons", "/api/audit/reasons?resource=REASON&action=GIVE"),
        ("API: without a reason", "/api/audit/counts?reasonState=missing"),
        ("API: names of cameras", "/api/audit/names?of=camera&contains=123"),
    ];

    /// <summary>Arguments: how many entries (default 1,000,000), and a folder to keep the store in for another run.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        int count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultEntries;
        string folder = args.Length > 1 ? args[1] : Directory.CreateTempSubdirectory("auditor-pages-").FullName;
        try
        {
            if (!File.Exists(Path.Combine(folder, "audit-log.db")))
            {
                await FillAsync(folder, count);
            }

            Console.WriteLine($"{count:N0} entries in a SQLite log of {new FileInfo(Path.Combine(folder, "audit-log.db")).Length / 1e6:F0} MB, load average {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
            await MeasureAsync(folder);
            return 0;
        }
        finally
        {
            if (args.Length < 2)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task FillAsync(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        var week = new WeekOfEntries(count, DateTimeOffset.UtcNow);
        LedgerKey key = LedgerKey.LoadOrCreate(new LedgerOptions(), Path.Combine(folder, "ledger.key"));
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(Path.Combine(folder, "audit-log.db"), key.Seal, CancellationToken.None);
        await using SqliteLedgerStore ledger = SqliteLedgerStore.Of(log);
        SequencerLease lease = (await ledger.TakeLeaseAsync("bench", DateTimeOffset.UtcNow, TimeSpan.FromHours(5), CancellationToken.None))!;
        SequencedLog sequenced = await SequencedLog.OpenAsync(ledger, key, lease, CancellationToken.None);
        for (int made = 0; made < count; made += BatchSize)
        {
            await log.AppendAsync([.. Enumerable.Range(made, Math.Min(BatchSize, count - made)).Select(week.At)], CancellationToken.None);
            await sequenced.ExtendAsync(BatchSize, _ => Task.CompletedTask, TimeProvider.System, CancellationToken.None);
        }

        await sequenced.SignAsync(TimeProvider.System, CancellationToken.None);
        await ledger.ReleaseLeaseAsync(lease, CancellationToken.None);
    }

    private static async Task MeasureAsync(string folder)
    {
        string program = Path.Combine(AppContext.BaseDirectory.Split("bench" + Path.DirectorySeparatorChar)[0], "src", "Standalone", "bin", Configuration, "net10.0", "Auditor.Standalone.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "run", "--no-demo", "--data", folder, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        try
        {
            string? line;
            const string Listening = "Auditor is listening on ";
            while ((line = await process.StandardOutput.ReadLineAsync()) is not null && !line.StartsWith(Listening, StringComparison.Ordinal))
            {
                // It says more before.
            }

            using HttpClient http = await SignedInAsync(program, folder, new Uri(line![Listening.Length..]));
            Console.WriteLine("| | median ms | most ms | KB |\n|---|---|---|---|");
            foreach ((string what, string path) in Pages)
            {
                await MeasureAsync(http, what, path);
            }

            process.Refresh();
            Console.WriteLine($"memory {process.WorkingSet64 / 1e6:F0} MB, load average {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task MeasureAsync(HttpClient http, string what, string path)
    {
        DateTime hour = DateTime.UtcNow.AddDays(-1);
        string address = string.Format(CultureInfo.InvariantCulture, path, hour.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), hour.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
        var times = new List<double>();
        long bytes = 0;
        for (int i = 0; i <= Times; i++)
        {
            long started = Stopwatch.GetTimestamp();
            using HttpResponseMessage answer = await http.GetAsync(new Uri(address, UriKind.Relative));
            byte[] body = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            // The first one compiles what it needs.
            if (i > 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                bytes = body.Length;
            }
        }

        times.Sort();
        Console.WriteLine($"| {what} | {times[times.Count / 2]:F0} | {times[^1]:F0} | {bytes / 1024} |");
    }

    private static async Task<HttpClient> SignedInAsync(string program, string folder, Uri address)
    {
        using var made = Process.Start(new ProcessStartInfo("dotnet", [program, "key", "create", "--name", "Benchmark", "--role", "administrator", "--data", folder]) { RedirectStandardOutput = true })!;
        string key = (await made.StandardOutput.ReadToEndAsync()).Trim();
        string name = $"officer-{Guid.NewGuid():n}"[..20];
        using (var administrator = new HttpClient { BaseAddress = address })
        {
            administrator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using HttpResponseMessage account = await administrator.PostAsJsonAsync("/api/access/accounts", new { name, password = Password, roles = new[] { "auditor" } });
            account.EnsureSuccessStatusCode();
        }

        var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        using HttpResponseMessage signedIn = await http.PostAsJsonAsync("/api/access/sign-in", new { name, password = Password });
        signedIn.EnsureSuccessStatusCode();
        return http;
    }

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif
}
