using System.Text.Json;
using Auditor.Contracts;
using Auditor.Plugin.Windows.Tests.Driving;
using Auditor.Wire;

namespace Auditor.Plugin.Windows.Tests;

/// <summary>The settings page "My auditing" while things change under it.</summary>
[Collection(nameof(WineScreen))]
public sealed class MyAuditingTests(OneHost one) : IClassFixture<OneHost>
{
    private static readonly AuditRule[] Rules =
    [
        new()
        {
            Name = "Wards at night",
            Playback = new Demand { Prompt = true },
            IndependentPlayback = new Demand { Prompt = true },
            ReasonPolicy = new ReasonPolicy { FreeTextRequired = true, MinimumLength = 10, AnswerValidMinutes = 30 },
            Cameras = new CameraScope { Specified = true, Cameras = [new CameraRef { Name = "Ward 3" }, new CameraRef { Name = "Ward 4" }], Groups = [new CameraGroupRef { Name = "Entrances" }] },
            Conditions = new RuleConditions { Schedule = new Schedule { TimeZone = "Europe/Copenhagen", Windows = [new ScheduleWindow { Days = [DayOfWeek.Monday, DayOfWeek.Friday], From = "22:00", To = "06:00" }] } },
        },
        new() { Name = "Every export", Export = new Demand { Prompt = true }, ReasonPolicy = new ReasonPolicy { CaseNumberPattern = @"\d+" } },
        new() { Name = "Old recordings (trial)", Mode = RuleMode.Shadow, Playback = new Demand { Prompt = true }, Conditions = new RuleConditions { FootageOlderThanMinutes = 7 * 24 * 60 } },
    ];

    private readonly HostProcess _host = one.Host;

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task It_shows_the_connection_the_spool_and_the_rules_and_follows_them(string theme)
    {
        await _host.DoAsync(Connected("show", theme));
        Sight well = await _host.LookUntilAsync(sight => sight.Shows("Connection"), "the page is shown");
        Assert.Equal("Connected to broker.hospital.example:5671", well["Connection"].Text);
        Assert.Equal("Nothing waits to be sent", well["Waiting"].Text);
        Assert.Contains("Wards at night", well.Words);
        Assert.Contains("Asks for a reason before playback and independent playback. In your own words, at least 10 characters. An answer holds for 30 minutes.", well.Words);
        Assert.Contains("Shadow", well.Words);
        await _host.PhotographAsync($"my-auditing-{theme}-100", "MyAuditingWindow");

        await _host.DoAsync(Cut("tell", theme));
        Sight cut = await _host.LookUntilAsync(sight => sight["Connection"].Text!.StartsWith("Not connected", StringComparison.Ordinal), "the page follows the connection");
        Assert.Contains("broker.hospital.example refuses the connection.", cut["ConnectionDetail"].Text, StringComparison.Ordinal);
        Assert.Equal("1,204 activities wait to be sent", cut["Waiting"].Text);
        Assert.Contains("(7 minutes)", cut["WaitingDetail"].Text, StringComparison.Ordinal);
        await _host.PhotographAsync($"my-auditing-disconnected-{theme}-100", "MyAuditingWindow");

        await _host.DoAsync(new { @do = "tell", screen = "my-auditing", close = true });
        Assert.Equal(0, (await _host.ReportAsync("listeners")).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Diagnostics_are_copied_in_one_line()
    {
        await _host.DoAsync(Cut("show", "dark"));

        await _host.ClickAsync("CopyDiagnostics");

        string text = (await _host.ReportAsync("copied")).GetProperty("text").GetString()!;
        Assert.Contains("not connected to broker.hospital.example:5671", text, StringComparison.Ordinal);
        Assert.Contains("1204 of 1000000 waiting", text, StringComparison.Ordinal);
        await _host.LookUntilAsync(sight => sight["Copied"].Text == "Copied.", "the page says that it was copied");
    }

    [Fact]
    public async Task Without_a_session_it_says_so()
    {
        await _host.DoAsync(new { @do = "show", screen = "my-auditing", theme = "dark" });

        await _host.LookUntilAsync(sight => sight.Words.Contains("Auditing is not running"), "the page says that nothing runs");
    }

    private static string Connected(string @do, string theme) => Command(@do, theme, new
    {
        link = new { connected = true, since = DateTimeOffset.UtcNow.AddHours(-2), server = "broker.hospital.example:5671" },
        spool = new { waiting = 0, capacity = 1_000_000 },
    });

    private static string Cut(string @do, string theme) => Command(@do, theme, new
    {
        link = new { connected = false, since = DateTimeOffset.UtcNow.AddMinutes(-8), server = "broker.hospital.example:5671", problem = "broker.hospital.example refuses the connection" },
        spool = new { waiting = 1204, oldestWaiting = DateTimeOffset.UtcNow.AddMinutes(-7).AddSeconds(-30), capacity = 1_000_000 },
    });

    private static string Command(string @do, string theme, object state)
    {
        string parts = JsonSerializer.Serialize(state, JsonSerializerOptions.Web)[1..^1];
        string fetched = JsonSerializer.Serialize(DateTimeOffset.UtcNow.AddMinutes(-12));
        return $$"""{"do":"{{@do}}","screen":"my-auditing","theme":"{{theme}}","known":true,"fetchedAt":{{fetched}},"rules":{{WireFormat.SerializeToText(Rules)}},{{parts}}}""";
    }
}
