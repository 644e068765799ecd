using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Auditor.Contracts;

namespace Auditor.EndToEnd.Tests;

/// <summary>The one-process program as a newcomer starts it: on embedded defaults, without a broker.</summary>
public sealed class StandaloneTests
{
    [Fact]
    public async Task Run_shows_a_living_site_and_ends_cleanly()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-standalone-").FullName;
        await using ServiceProcess standalone = await ServiceProcess.StartAsync("Standalone", folder, broker: null);
        standalone.Use(await ServiceProcess.MakeKeyAsync(folder));

        await Wait.UntilAsync("entries", async () => (await AuditLogReader.AllAsync(standalone.Http, "&resource=PLAYBACK")).Count > 3, () => standalone.Output);
        await Wait.UntilAsync("a line", () => Task.FromResult(standalone.Output.Contains("enter playback because:", StringComparison.Ordinal)), () => standalone.Output);
        await Wait.UntilAsync("an event", () => Task.FromResult(standalone.Output.Contains("Audit: ", StringComparison.Ordinal)), () => standalone.Output);
        Assert.Equal(HttpStatusCode.OK, await standalone.StatusAsync("/health"));
        Assert.Equal(0, await standalone.StopAsync());

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Run_without_the_demo_stays_empty()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-standalone-").FullName;
        await using ServiceProcess standalone = await ServiceProcess.StartAsync("Standalone", folder, broker: null, "run", "--no-demo");
        standalone.Use(await ServiceProcess.MakeKeyAsync(folder));

        await standalone.UntilReadyAsync();
        string[] ofItself = [AuditableResources.AuditLog, AuditableResources.Access, AuditableResources.Account, AuditableResources.ApiKey];
        Assert.DoesNotContain(await AuditLogReader.AllAsync(standalone.Http), entry => !ofItself.Contains(entry.AuditableResource));
    }

    [Fact]
    public async Task What_a_service_manager_writes_down_lets_nobody_in()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-standalone-").FullName;
        await using ServiceProcess standalone = await ServiceProcess.StartAsync("Standalone", folder, broker: null, "run", "--no-demo");

        await Wait.UntilAsync("greeted", () => Task.FromResult(standalone.Output.Contains("Ctrl-C ends it.", StringComparison.Ordinal)), () => standalone.Output);
        Assert.DoesNotContain("/sign-in#", standalone.Output, StringComparison.Ordinal);
        Assert.Contains($"auditor access link --data {folder}", standalone.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_description_s_lines_are_written_to_the_letter()
    {
        (int code, string[] lines, _) = await PlayAsync(Scenario("seed-examples.jsonl"));

        Assert.Equal(0, code);
        Assert.Equal(
            [
                "User 'admin' playback action 'PlayForward (from: 2026-03-20 07:03:49)' at recording time 2026-03-20 07:03:49 | Cameras: Camera 1",
                "User 'admin' playback action 'PlayStop (range: 2026-03-20 07:03:49 - 2026-03-20 07:05:50)' at recording time 2026-03-20 07:05:50 | Cameras: Camera 1",
                "User 'admin' playback action 'PlayForward (Independent) (from: 2026-03-20 08:14:07)' at recording time 2026-03-20 08:14:07 | Camera: RTSP Source",
                "User 'admin' playback action 'PlayStop (Independent) (range: 2026-03-20 08:14:07 - 2026-03-20 08:14:16)' at recording time 2026-03-20 08:14:16 | Camera: RTSP Source",
            ],
            lines.Where(line => line.StartsWith("User 'admin' playback action ", StringComparison.Ordinal)));
        Assert.Equal("""{"activities":5,"entries":5,"logLines":5,"events":4,"failed":0}""", lines[^1]);
    }

    [Fact]
    public async Task Every_way_a_question_can_end_has_its_line()
    {
        (int code, string[] lines, _) = await PlayAsync(Scenario("every-question.jsonl"), "--json");

        Assert.Equal(0, code);
        Assert.Equal(
            [
                "User 'anna' enter playback because: Alarm check",
                "User 'anna' enter playback because: Alarm check - door contact at 09:58 [case 2026-118]",
                "User 'anna' enter playback because: (no answer)",
                "User 'anna' enter playback because: (no answer)",
                "User 'anna' enter playback because: (declined)",
                "User 'anna' enter playback because: (no answer)",
            ],
            lines.Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.TryGetProperty("log", out _)).Select(line => line.GetProperty("log").GetString()!));
        Assert.Equal("""{"activities":18,"entries":18,"logLines":6,"events":9,"failed":0}""", lines[^1]);
    }

    [Fact]
    public async Task Rules_merge_prompts_are_spared_and_shadow_demands_nothing()
    {
        (int code, string[] lines, string errors) = await PlayAsync(Scenario("night-shift.jsonl"));

        Assert.True(code == 0, errors + string.Join('\n', lines));
        Assert.Equal(
            [
                @"User 'HARBOUR\mkoch' enter playback because: Theft - container 4711 opened",
                @"User 'HARBOUR\mkoch' playback action 'PlayForward (from: 2026-03-20 21:40:00)' at recording time 2026-03-20 21:40:00 | Cameras: Quay 3 north, Quay 3 south",
                @"Audit: Playback Action (rule 'Operators say why', user 'HARBOUR\mkoch')",
                @"User 'HARBOUR\mkoch' playback action 'PlayStop (range: 2026-03-20 21:40:00 - 2026-03-20 21:42:00)' at recording time 2026-03-20 21:42:00 | Cameras: Quay 3 north, Quay 3 south",
                @"Audit: Playback Action (rule 'Operators say why', user 'HARBOUR\mkoch')",
                @"User 'HARBOUR\mkoch' enter playback because: Theft - container 4711 opened",
                @"Audit: Independent Playback (rule 'Operators say why', user 'HARBOUR\mkoch')",
                @"Audit: Independent Playback (rule 'Staff areas at night', user 'HARBOUR\mkoch')",
                @"User 'HARBOUR\mkoch' enabled independent playback because (declined)",
                @"User 'HARBOUR\jlund' enter playback because: (no reason asked)",
                @"Audit: Playback Entry (rule 'Staff areas at night', user 'HARBOUR\jlund')",
                @"User 'HARBOUR\jlund' playback action 'PlayReverse (from: 2026-03-01 12:00:00)' at recording time 2026-03-01 12:00:00 | Cameras: Canteen",
                @"Audit: Playback Action (rule 'Staff areas at night', user 'HARBOUR\jlund')",
                @"User 'HARBOUR\jlund' playback action 'PlayStop (range: 2026-03-01 12:00:00 - 2026-03-01 11:58:00)' at recording time 2026-03-01 11:58:00 | Cameras: Canteen",
                @"Audit: Playback Action (rule 'Staff areas at night', user 'HARBOUR\jlund')",
                @"Audit: Export Entry (rule 'Operators say why', user 'HARBOUR\mkoch')",
                @"User 'HARBOUR\mkoch' enter export because: Theft - police case 26-118",
            ],
            lines[..^1]);
        Assert.Equal("""{"activities":21,"entries":21,"logLines":9,"events":8,"failed":0}""", lines[^1]);
    }

    [Theory]
    [InlineData("""{"user":{"name":"a"}} trailing""", "line 1, 'line'")]
    [InlineData("""{"user":{"nam":"a"}}""", "line 1, 'user.")]
    [InlineData("""{"user":{"name":"a"}}""" + "\n" + """{"user":"b","do":"heartbeat"}""", "line 2, 'user'")]
    [InlineData("""{"user":{"name":"a"}}""" + "\n" + """{"user":"a","do":"fly"}""", "line 2, 'do'")]
    [InlineData("""{"user":{"name":"a"}}""" + "\n" + """{"user":"a","do":"play","at":"2026-03-20T07:00:00"}""", "line 2, 'at'")]
    [InlineData("""{"user":{"name":"a"}}""" + "\n" + """{"user":"a","do":"enterPlayback","cameras":["Lobby"]}""", "line 2, 'cameras'")]
    [InlineData("""{"user":{"name":"a"}}""" + "\n" + """{"rule":{"name":"r"}}""" + "\n" + """{"user":"a","do":"heartbeat"}""", "line 2, 'rule.whom'")]
    [InlineData("", "no steps")]
    [InlineData("""{"\ud800":1}""", "line 1, 'line'")]
    [InlineData("""{"site":{"name":null}}""", "line 1, 'site.name'")]
    [InlineData("""{"user":{"name":"a"}}""" + "\n" + """{"rule":{"name":"r","cameras":{"specified":true,"cameras":[null]}}}""", "line 2, 'rule.cameras.cameras'")]
    [InlineData("""{"user":{"name":"a"}}""" + "\n" + """{"user":"a","do":"startExport","recordings":[null]}""", "line 2, 'recordings'")]
    [InlineData("""{"user":{"name":"a"}}""" + "\n" + """{"user":"a","do":"play","speed":1e400}""", "line 2, 'speed'")]
    [InlineData("""{"user":{"name":"a"}}""" + "\n" + """{"user":"a","do":"play","at":"9999-12-31T23:59:59Z"}""", "line 2, 'at'")]
    public async Task A_wrong_file_is_refused_by_line_and_field(string scenario, string expected)
    {
        string file = Path.Combine(Path.GetTempPath(), $"auditor-{Guid.NewGuid():n}.jsonl");
        await File.WriteAllTextAsync(file, scenario);

        (int code, _, string errors) = await PlayAsync(file);

        File.Delete(file);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.Equal(2, code);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Auditor__Bus__Prefetch", "0", "Auditor:Bus:Prefetch")]
    [InlineData("Auditor__Append__MaximumBatch", "many", "Auditor:Append:MaximumBatch")]
    [InlineData("ConnectionStrings__rabbitmq", "http://somewhere", "ConnectionStrings:rabbitmq")]
    public async Task Bad_configuration_ends_the_start_with_the_key_to_set(string variable, string value, string key)
    {
        (int code, _, string errors) = await RunAsync(["run", "--no-demo", "--urls", "http://127.0.0.1:0"], (variable, value));

        Assert.Contains(key, errors, StringComparison.Ordinal);
        Assert.Equal(1, code);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private static string Scenario(string name) => Path.Combine(AppContext.BaseDirectory, "scenarios", name);

    private static Task<(int Code, string[] Lines, string Errors)> PlayAsync(string file, params string[] options) => RunAsync(["play", file, .. options]);

    private static async Task<(int Code, string[] Lines, string Errors)> RunAsync(string[] arguments, params (string Variable, string Value)[] environment)
    {
        string folder = Directory.CreateTempSubdirectory("auditor-play-test-").FullName;
        var start = new ProcessStartInfo("dotnet", [ServiceProcess.ProgramOf("Standalone"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach ((string variable, string value) in environment)
        {
            start.Environment[variable] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await process.WaitForExitAsync(patience.Token);
        Directory.Delete(folder, recursive: true);
        return (process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
    }
}
