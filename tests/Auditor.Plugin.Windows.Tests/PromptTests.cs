using System.Text.Json;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Windows.Tests.Driving;

namespace Auditor.Plugin.Windows.Tests;

/// <summary>The reason prompt, worked as an operator works it.</summary>
[Collection(nameof(WineScreen))]
public sealed class PromptTests(OneHost one) : IClassFixture<OneHost>, IAsyncLifetime
{
    private readonly HostProcess _host = one.Host;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Takes away what a test left on the screen.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DoAsync(new { @do = "tell", screen = "prompt" });
        await _host.LookUntilAsync(sight => !sight.Shows("PromptWindow"), "the prompt is gone");
        _host.Forget();
    }

    [Fact]
    public async Task A_reason_is_picked_and_noted_with_the_mouse()
    {
        Sight first = await _host.AskAsync(Questions.Playback);
        Assert.False(first["Continue"].Enabled);
        Assert.Contains("Pick a reason", first.Words);
        Assert.Contains("Pick a reason or give one in your own words.", first.Words);
        Assert.Contains("Asked by the rule “Wards at night”.", first.Words);

        await _host.ClickAsync("Reason");
        await _host.ClickAsync("item:Missing person");
        Sight picked = await _host.LookUntilAsync(sight => sight["Continue"].Enabled, "a picked reason alone will do");
        Assert.Equal("Missing person", picked["Reason"].Text);
        Assert.DoesNotContain("Pick a reason or give one in your own words.", picked.Words);

        await _host.ClickAsync("Notes");
        await _host.TypeAsync("Child of 6, last seen at the north entrance");
        await _host.ClickAsync("Continue");

        JsonElement reason = (await _host.ReportAsync("reply")).GetProperty("reason");
        Assert.Equal("Missing person", reason.GetProperty("picked").GetString());
        Assert.Equal("Child of 6, last seen at the north entrance", reason.GetProperty("notes").GetString());
        Assert.False((await _host.LookAsync()).Shows("PromptWindow"));
    }

    [Fact]
    public async Task Everything_can_be_done_with_the_keyboard()
    {
        Sight first = await _host.AskAsync(Questions.Strict);
        Assert.Equal("Reason", first.Focus);

        await _host.PressAsync("Down", "Tab");
        Sight atNotes = await _host.LookUntilAsync(sight => sight.Focus == "Notes", "Tab goes from the reason to the notes");
        Assert.Equal("Incident under investigation", atNotes["Reason"].Text);
        await _host.TypeAsync("Theft");
        await _host.PressAsync("Return");
        await _host.TypeAsync("at the till");
        await _host.PressAsync("Tab");
        await _host.LookUntilAsync(sight => sight.Focus == "CaseNumber", "Tab goes from the notes to the case number");
        await _host.TypeAsync("2026-11");
        await _host.LookUntilAsync(sight => sight.Words.Any(word => word.Contains("'2026-11'", StringComparison.Ordinal)), "what is wrong with the case number is said while it is typed");
        await _host.PressAsync("Return");
        Assert.False(_host.HasReported("reply"));
        await _host.TypeAsync("87");
        await _host.LookUntilAsync(sight => sight["Continue"].Enabled, "the answer will do");
        await _host.PressAsync("Return");

        JsonElement reason = (await _host.ReportAsync("reply")).GetProperty("reason");
        Assert.Equal("Theft\r\nat the till", reason.GetProperty("notes").GetString());
        Assert.Equal("2026-1187", reason.GetProperty("caseNumber").GetString());
    }

    [Fact]
    public async Task Access_keys_lead_to_the_fields_and_Ctrl_Enter_goes_on_from_anywhere()
    {
        await _host.AskAsync(Questions.Strict);

        await _host.PressAsync("alt+n");
        await _host.LookUntilAsync(sight => sight.Focus == "Notes", "Alt+N leads to the notes");
        await _host.TypeAsync("Fight in the corridor");
        await _host.PressAsync("alt+s");
        await _host.LookUntilAsync(sight => sight.Focus == "CaseNumber", "Alt+S leads to the case number");
        await _host.TypeAsync("2026-4711");
        await _host.PressAsync("alt+n");
        await _host.LookUntilAsync(sight => sight.Focus == "Notes" && sight["Continue"].Enabled, "Alt+N leads back");
        await _host.PressAsync("ctrl+Return");

        Assert.Equal("Fight in the corridor", (await _host.ReportAsync("reply")).GetProperty("reason").GetProperty("notes").GetString());
    }

    [Fact]
    public async Task Nothing_but_an_answer_closes_it_where_declining_is_not_allowed()
    {
        Sight first = await _host.AskAsync(Questions.Strict);
        Assert.False(first.Shows("Decline"));

        await _host.PressAsync("Escape");
        await _host.LookUntilAsync(sight => sight.Words.Contains("This question goes away with an answer only."), "Esc is answered with a hint");
        await _host.PressAsync("alt+F4");
        await _host.ClickAsync("Continue");
        await _host.PressAsync("Return");

        Assert.True((await _host.LookAsync()).Shows("PromptWindow"));
        Assert.False(_host.HasReported("reply"));
    }

    [Fact]
    public async Task Declining_is_one_click_where_it_is_allowed()
    {
        await _host.AskAsync(Questions.Playback);

        await _host.ClickAsync("Decline");

        Assert.True((await _host.ReportAsync("reply")).GetProperty("declined").GetBoolean());
    }

    [Fact]
    public async Task Alt_F4_is_a_decline_where_it_is_allowed()
    {
        await _host.AskAsync(Questions.Playback);

        await _host.PressAsync("alt+F4");

        Assert.True((await _host.ReportAsync("reply")).GetProperty("declined").GetBoolean());
    }

    [Fact]
    public async Task Esc_closes_the_drop_down_first_and_does_not_throw_words_away_at_the_first_go()
    {
        await _host.AskAsync(Questions.Playback);
        await _host.ClickAsync("Reason");
        await _host.LookUntilAsync(sight => sight.Shows("item:Other"), "the drop-down is open");
        await _host.PressAsync("Escape");
        await _host.LookUntilAsync(sight => !sight.Shows("item:Other"), "the drop-down is closed");
        Assert.False(_host.HasReported("reply"));

        await _host.ClickAsync("Notes");
        await _host.TypeAsync("A long story");
        await _host.PressAsync("Escape");
        await _host.LookUntilAsync(sight => sight.Words.Any(word => word.StartsWith("Once more to decline", StringComparison.Ordinal)), "the operator is warned");
        Assert.False(_host.HasReported("reply"));
        await _host.PressAsync("Escape");

        Assert.True((await _host.ReportAsync("reply")).GetProperty("declined").GetBoolean());
    }

    [Fact]
    public async Task A_question_without_predefined_reasons_asks_for_words_only()
    {
        Sight first = await _host.AskAsync(Questions.FreeText);

        Assert.False(first.Shows("Reason"));
        Assert.False(first.Shows("CaseNumber"));
        Assert.Equal("Notes", first.Focus);
    }

    [Fact]
    public async Task The_window_that_is_asked_about_takes_no_input_and_others_do()
    {
        await _host.AskAsync(Questions.Playback);

        await _host.ClickAsync("play:main");
        await _host.ClickAsync("play:floating");
        Assert.Equal("floating", (await _host.ReportAsync("played")).GetProperty("window").GetString());
        Assert.False(_host.HasReported("played"));

        await _host.ClickAsync("Decline");
        await _host.ReportAsync("reply");
        await _host.ClickAsync("play:main");
        Assert.Equal("main", (await _host.ReportAsync("played")).GetProperty("window").GetString());
    }

    [Fact]
    public async Task It_stands_over_the_window_that_it_belongs_to()
    {
        Sight sight = await _host.AskAsync(Questions.Playback with { Window = "floating" });

        Assert.InRange(sight["PromptWindow"].CentreX, sight["client:floating"].CentreX - 250, sight["client:floating"].CentreX + 250);
        Assert.True(sight["PromptWindow"].Right <= 1920);
    }

    [Fact]
    public async Task Two_questions_are_asked_one_after_the_other()
    {
        await _host.AskAsync(Questions.Playback);
        await _host.DoAsync(Questions.Show(Questions.FreeText));
        Sight both = await _host.LookAsync();
        Assert.DoesNotContain(Questions.FreeText.Title, both.Words);

        await _host.ClickAsync("Decline");
        Assert.Equal(Questions.Playback.Title, (await _host.ReportAsync("reply")).GetProperty("title").GetString());

        await _host.LookUntilAsync(sight => sight.Words.Contains(Questions.FreeText.Title), "the second question is asked");
    }

    [Fact]
    public async Task A_withdrawn_question_goes_away_and_gives_the_window_free()
    {
        await _host.AskAsync(Questions.Strict);

        await _host.DoAsync(new { @do = "tell", screen = "prompt" });

        await _host.ReportAsync("withdrawn");
        Assert.False((await _host.LookAsync()).Shows("PromptWindow"));
        await _host.ClickAsync("play:main");
        await _host.ReportAsync("played");
    }

    [Fact]
    public async Task Cameras_beyond_the_first_few_are_counted_and_named_in_a_tip()
    {
        Sight sight = await _host.AskAsync(Questions.ManyCameras);
        Assert.Contains($"and {17 - PromptViewModel.CamerasByName} more", sight.Words);
        Assert.DoesNotContain("Parking deck 12", sight.Words);

        await _host.PointAtAsync("MoreCameras");

        await _host.LookUntilAsync(seen => seen.Words.Any(word => word.Contains("Parking deck 12", StringComparison.Ordinal)), "the tip names the others");
    }
}
