using System.Text.Json;
using Auditor.Contracts;
using Auditor.Plugin.Windows.Tests.Driving;
using Auditor.Wire;

namespace Auditor.Plugin.Windows.Tests;

/// <summary>The rule editor, worked as an administrator works it.</summary>
[Collection(nameof(WineScreen))]
public sealed class RuleEditorTests(Wine wine) : IAsyncLifetime
{
    private static readonly AuditRule Vault = new()
    {
        Id = Guid.NewGuid(),
        Name = "Footage of the vault",
        Whom = new Whom
        {
            Roles = [new RoleRef { Id = "role-operators", Name = "Operators" }],
            Users = [new UserRef { Sid = "S-1-5-21-7-4444", Name = @"CORP\retired" }],
            ExcludedUsers = [new UserRef { Sid = "S-1-5-21-7-1008", Name = @"CORP\hana" }],
        },
        Cameras = new CameraScope { Specified = true, Cameras = [new CameraRef { Id = "0c4c8a52-6f0e-4f4e-9d0e-3f1c5a7b9e21", Name = "Vault" }] },
        Playback = new Demand { Prompt = true, Trigger = true },
        Export = new Demand { Prompt = true },
        PredefinedReasons =
        [
            new PredefinedReason { Text = "Incident under investigation", Activities = [ActivityType.Playback, ActivityType.Export] },
            new PredefinedReason { Text = "Request of the police; see case | file", Activities = [ActivityType.Export] },
        ],
        ReasonPolicy = new ReasonPolicy { MinimumLength = 10, CaseNumberPattern = @"\d{4}-\d+", AnswerValidMinutes = 15 },
        Conditions = new RuleConditions
        {
            FootageOlderThanMinutes = 2 * 24 * 60,
            Schedule = new Schedule
            {
                TimeZone = "Europe/Copenhagen",
                Outside = true,
                Windows = [new ScheduleWindow { Days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], From = "08:00", To = "17:00" }],
            },
        },
    };

    private HostProcess _host = null!;

    public async ValueTask InitializeAsync() => _host = await wine.StartHostAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_rule_is_edited_page_by_page_and_saved()
    {
        Sight first = await ShowAsync();
        Assert.Equal("Asks 8 people for a reason when they enter playback or export on 1 camera, recordings older than 2 days, outside its hours.", first["Summary"].Text);
        await _host.PhotographAsync("rule-general", "RuleEditor");

        await _host.ClickAsync("TabWho");
        await _host.LookUntilAsync(sight => sight.Shows(@"catch:CORP\retired"), "a user who is gone is kept");
        await _host.PhotographAsync("rule-who", "RuleEditor");
        await _host.ClickAsync(@"exempt:CORP\hana");
        await _host.LookUntilAsync(sight => sight["Summary"].Text!.StartsWith("Asks 9 people", StringComparison.Ordinal), "the summary follows");

        await _host.ClickAsync("TabCameras");
        await _host.ClickAsync("AddCameras");
        await _host.LookUntilAsync(sight => sight.Words.Contains("Cash room, north side"), "picked cameras are listed");
        await _host.PhotographAsync("rule-cameras", "RuleEditor");

        await _host.ClickAsync("TabAsked");
        await _host.ClickAsync("TryCase");
        await _host.TypeAsync("2026-11");
        await _host.LookUntilAsync(sight => sight["TryResult"].Text == "Would be accepted.", "the case number is tried");
        await _host.ClickAsync("MinimumLength");
        await _host.PressAsync("ctrl+a");
        await _host.TypeAsync("many");
        await _host.LookUntilAsync(sight => sight.Words.Contains("Must be a whole number."), "a number that is none is said beside its field");
        await _host.PhotographAsync("rule-asked", "RuleEditor");
        await _host.PressAsync("ctrl+a");
        await _host.TypeAsync("12");

        await _host.ClickAsync("TabReasons");
        await _host.ClickAsync("AddReason");
        await _host.TypeAsync("Missing person");
        await _host.LookUntilAsync(sight => sight.Shows("ReasonText#3") && sight["ReasonText#3"].Text == "Missing person", "a new reason can be typed at once");
        await _host.ClickAsync("ReasonUp#3");
        await _host.PhotographAsync("rule-reasons", "RuleEditor");

        await _host.ClickAsync("TabConditions");
        await _host.LookUntilAsync(sight => sight.Shows("TimeZone"), "the schedule is shown");
        await _host.PhotographAsync("rule-conditions", "RuleEditor");

        await _host.DoAsync(new { @do = "tell", screen = "rule-editor", save = true });
        AuditRule saved = await SavedAsync();
        Assert.Equal((2, 12), (saved.Version, saved.ReasonPolicy.MinimumLength));
        Assert.Equal(["Incident under investigation", "Missing person", "Request of the police; see case | file"], saved.PredefinedReasons.Select(reason => reason.Text));
        Assert.Equal(2, saved.Cameras.Cameras.Count);
        Assert.Equal("Wards", Assert.Single(saved.Cameras.Groups).Name);
        Assert.Empty(saved.Whom.ExcludedUsers);
        Assert.Equal("CORP\\retired", Assert.Single(saved.Whom.Users).Name);
        Assert.Equal(Vault.Conditions.Schedule!.Windows[0].Days, saved.Conditions.Schedule!.Windows[0].Days);

        await _host.ClickAsync("TabHistory");
        await _host.LookUntilAsync(sight => sight.Words.Contains("Version 2"), "the history is shown");
        await _host.PhotographAsync("rule-history", "RuleEditor");
    }

    [Fact]
    public async Task An_edit_made_elsewhere_is_shown_and_kept_or_taken_by_a_click()
    {
        await ShowAsync();
        await _host.DoAsync(new { @do = "tell", screen = "rule-editor", elsewhere = Json(Vault with { ReasonPolicy = Vault.ReasonPolicy with { MinimumLength = 40 }, Enabled = false }) });
        await _host.ClickAsync("Shadow");
        await _host.DoAsync(new { @do = "tell", screen = "rule-editor", save = true });

        await _host.LookUntilAsync(sight => sight.Shows("KeepMine"), "the conflict is shown");
        Assert.False((await SavedAsync()).Enabled);
        await _host.PhotographAsync("rule-edited-elsewhere", "RuleEditor");

        await _host.ClickAsync("TakeTheirs");
        Sight taken = await _host.LookUntilAsync(sight => !sight.Shows("KeepMine"), "it is decided");
        Assert.Equal("off", taken["Enabled"].Text);
        Assert.Equal("off", taken["Shadow"].Text);
    }

    [Fact]
    public async Task A_new_rule_says_what_is_missing_and_is_done_with_the_keyboard()
    {
        await _host.DoAsync(new { @do = "show", screen = "rule-editor", isNew = true, usersAreSlow = true, rule = Json(new AuditRule { Id = Guid.NewGuid(), Name = "New audit rule" }) });
        await _host.LookUntilAsync(sight => sight.Words.Contains("Who: At least one user, role or everyone must be selected."), "what is missing is said");
        await _host.ClickAsync("Name");
        await _host.PressAsync("ctrl+a");
        await _host.TypeAsync("Wards at night");
        await _host.ClickAsync("TabWho");
        await _host.LookUntilAsync(sight => sight.Shows("LoadingUsers"), "users are on their way, and the page is there");
        await _host.PhotographAsync("rule-new-loading", "RuleEditor");
        await _host.ClickAsync("Everyone");
        await _host.DoAsync(new { @do = "tell", screen = "rule-editor", usersCome = true, away = true });
        await _host.LookUntilAsync(sight => sight.Shows(@"catch:CORP\anna"), "users have come");
        await _host.DoAsync(new { @do = "tell", screen = "rule-editor", save = true });

        await _host.LookUntilAsync(sight => sight.Shows("RetryRuleService"), "RuleService is away, which is said");
        await _host.PhotographAsync("rule-not-saved", "RuleEditor");
        await _host.DoAsync(new { @do = "tell", screen = "rule-editor", away = false });
        await _host.ClickAsync("RetryRuleService");

        await _host.LookUntilAsync(sight => sight["RuleServiceState"].Text == "Saved in RuleService as version 1: in force.", "it is saved by trying again");
    }

    [Theory]
    [InlineData(125)]
    [InlineData(200)]
    public async Task It_can_be_read_at_larger_scales(int scale)
    {
        await using HostProcess host = await wine.StartHostAsync(scale);
        await host.DoAsync(new { @do = "show", screen = "rule-editor", rule = Json(Vault) });
        await host.ClickAsync("TabAsked");
        Sight sight = await host.LookUntilAsync(seen => seen.Shows("AskPlayback"), "the page is shown");
        Assert.True(sight["TabHistory"].Right <= sight["RuleEditor"].Right, "The tabs are cut off.");
        await host.PhotographAsync($"rule-asked-{scale}", "RuleEditor");
    }

    private static JsonElement Json(AuditRule rule) => JsonDocument.Parse(WireFormat.SerializeToText(rule)).RootElement;

    private async Task<Sight> ShowAsync()
    {
        await _host.DoAsync(new { @do = "show", screen = "rule-editor", rule = Json(Vault) });
        return await _host.LookUntilAsync(sight => sight.Shows("Summary") && sight["Summary"].Text!.Contains("people", StringComparison.Ordinal), "the rule is shown and its people are counted");
    }

    private async Task<AuditRule> SavedAsync() => WireFormat.Deserialize<AuditRule>((await _host.ReportAsync("rule")).GetProperty("rule").GetString()!);
}
