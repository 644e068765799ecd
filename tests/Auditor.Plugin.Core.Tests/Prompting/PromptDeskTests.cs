using Auditor.Contracts;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Core.Tests.Fakes;
using Auditor.Plugin.Core.Tracking;
using static Auditor.Plugin.Core.Tests.Fakes.TrackedClient;

namespace Auditor.Plugin.Core.Tests.Prompting;

public sealed class PromptDeskTests : IDisposable
{
    private readonly TrackedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void An_answer_is_recorded_with_everything_that_its_entry_said()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Tracker.IndependentPlayback("v1", "w2", Vault, true, Ten);
        _client.View.Reply(new PromptReply(new Reason { Picked = " ", Notes = " theft ", CaseNumber = "" }));

        ActivityObserved entered = _client.Only(ActivityKinds.IndependentPlaybackEnabled);
        ActivityObserved given = _client.Only(ActivityKinds.ReasonGiven);
        Assert.Equal(new Reason { Notes = "theft" }, given.Reason);
        Assert.Equal(ActivityKinds.IndependentPlaybackEnabled, given.About);
        Assert.Equal(entered.CorrelationId, given.CorrelationId);
        Assert.Equal(entered.Cameras, given.Cameras);
        Assert.Equal(entered.Recording, given.Recording);
        Assert.Equal("w2", given.Window);
        Assert.Equal(7, given.PolicyRevision);
        Assert.Equal("w2", _client.View.Asked[0].Window);
        Assert.Empty(_client.Commands.Told);
    }

    [Fact]
    public void What_becomes_due_meanwhile_is_merged_into_the_next_question()
    {
        _client.Policies.Set(
            Rule("A", Lobby) with { PredefinedReasons = [Predefined("Theft"), Predefined("Fire")], ReasonPolicy = new ReasonPolicy { CaseNumberPattern = "A.*" } },
            Rule("B", Vault) with { PredefinedReasons = [Predefined("theft"), Predefined("Flood")], ReasonPolicy = new ReasonPolicy { CaseNumberPattern = ".*B", DeclineAllowed = false, MinimumLength = 9 } });
        _client.Tracker.IndependentPlayback("v0", Windows.Main, Vault, true, null);
        _client.Enter(Lobby);
        _client.Tracker.WindowCameras("w2", [Vault]);
        _client.Tracker.WindowShows("w2", WindowView.Playback);
        _client.Tracker.ExportsShown(true);
        _client.View.Reply(new PromptReply(new Reason { Notes = "long enough", CaseNumber = "xB" }));

        PromptQuestion merged = _client.View.Asked[1];
        Assert.Equal("Recordings", merged.Title);
        Assert.Equal("You are about to look at recordings. You are about to take recordings out of the system.", merged.Explanation);
        Assert.Equal("Asked by the rules 'A' and 'B'.", merged.Because);
        Assert.Equal(["Theft", "Fire", "Flood"], merged.Prompt.PredefinedReasons);
        Assert.Equal(["A.*", ".*B"], merged.Prompt.CaseNumberPatterns);
        Assert.Equal(9, merged.Prompt.Policy.MinimumLength);
        Assert.False(merged.Prompt.Policy.DeclineAllowed);
        Assert.Equal(["Lobby", "Vault"], merged.Cameras);

        _client.View.Reply(new PromptReply(new Reason { Picked = "Flood", CaseNumber = "A1B" }));
        Assert.Equal(4, _client.All(ActivityKinds.ReasonGiven).Count);
        Assert.Equal(4, _client.All(ActivityKinds.ReasonGiven).Select(given => given.CorrelationId).Distinct().Count());
    }

    [Fact]
    public void An_answer_spares_the_next_question_of_its_type_for_as_long_as_the_rule_says()
    {
        _client.Policies.Set(Rule("Everywhere") with { ReasonPolicy = new ReasonPolicy { AnswerValidMinutes = 15 } });
        _client.Enter(Lobby);
        _client.View.Answer("theft");
        _client.Live();
        _client.Time.Advance(TimeSpan.FromMinutes(14));
        _client.Enter(Vault);

        ActivityObserved second = _client.All(ActivityKinds.PlaybackEntered)[1];
        Assert.False(second.Prompted);
        Assert.Equal("theft", second.Reason!.Notes);
        _client.Tracker.IndependentPlayback("v1", Windows.Main, Vault, true, null);
        Assert.Equal(2, _client.View.Asked.Count);
        _client.View.Answer("other type");

        _client.Live();
        _client.Time.Advance(TimeSpan.FromMinutes(1));
        _client.Enter(Lobby);
        Assert.Equal(3, _client.View.Asked.Count);
    }

    [Fact]
    public void An_answer_from_the_future_is_none_when_the_clock_was_set_back()
    {
        _client.Policies.Set(Rule("Everywhere") with { ReasonPolicy = new ReasonPolicy { AnswerValidMinutes = 15 } });
        _client.Enter(Lobby);
        _client.View.Answer("theft");
        _client.Live();
        _client.Time.SetBack(TimeSpan.FromDays(1));
        _client.Enter(Lobby);

        Assert.Equal(2, _client.View.Asked.Count);
    }

    [Fact]
    public void A_clock_that_is_set_back_again_and_again_keeps_no_answer_alive()
    {
        _client.Policies.Set(Rule("Everywhere") with { ReasonPolicy = new ReasonPolicy { AnswerValidMinutes = 15 } });
        _client.Enter(Lobby);
        _client.View.Answer("theft");
        _client.Live();
        for (int i = 0; i < 3; i++)
        {
            _client.Time.Advance(TimeSpan.FromMinutes(9));
            _client.Time.SetBack(TimeSpan.FromMinutes(8));
        }

        _client.Enter(Lobby);

        Assert.Equal(2, _client.View.Asked.Count);
    }

    [Fact]
    public void A_question_that_another_answer_settles_meanwhile_is_not_shown()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Enter(Lobby);
        _client.Tracker.WindowCameras(Windows.Main, [Vault]);
        _client.View.Answer("theft");

        Assert.Single(_client.View.Asked);
        Assert.Equal(["theft", "theft"], _client.All(ActivityKinds.ReasonGiven).Select(given => given.Reason!.Notes));
    }

    [Fact]
    public void Declining_is_recorded_before_the_client_goes_back_to_live()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Commands.Obey = window => _client.Tracker.WindowShows(window, WindowView.Live);
        _client.Enter(Lobby);
        _client.View.Decline();

        Assert.Equal([ActivityKinds.PlaybackEntered, ActivityKinds.ReasonDeclined, ActivityKinds.PlaybackLeft], _client.Kinds);
        Assert.Null(_client.Only(ActivityKinds.ReasonDeclined).Reason);
        Assert.Single(_client.Recorded.Select(activity => activity.CorrelationId).Distinct());
    }

    [Fact]
    public void Nobody_is_sent_back_who_has_left_and_come_again_meanwhile()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Enter(Lobby);
        _client.Live();
        _client.View.Decline();

        Assert.Empty(_client.Commands.Told);
        Assert.Single(_client.All(ActivityKinds.ReasonDeclined));
    }

    [Fact]
    public void Where_declining_is_not_allowed_a_refusal_is_asked_again()
    {
        _client.Policies.Set(Rule("Everywhere") with { ReasonPolicy = new ReasonPolicy { DeclineAllowed = false } });
        _client.Enter(Lobby);
        _client.View.Decline();

        Assert.True(_client.View.IsOpen);
        Assert.Empty(_client.All(ActivityKinds.ReasonDeclined));
        _client.View.Answer("well then");
        Assert.Single(_client.All(ActivityKinds.ReasonGiven));
    }

    [Fact]
    public void An_answer_that_does_not_satisfy_is_asked_again_and_never_in_a_busy_loop()
    {
        _client.Policies.Set(Rule("Everywhere") with { ReasonPolicy = new ReasonPolicy { MinimumLength = 5 } });
        _client.View.Instead = () => Task.FromResult(new PromptReply(new Reason { Notes = "no" }));
        _client.Enter(Lobby);
        Assert.Equal(4, _client.View.Asked.Count);

        _client.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, _client.View.Asked.Count);
        _client.View.Instead = null;
        _client.Time.Advance(TimeSpan.FromSeconds(1));
        _client.View.Answer("long enough");
        Assert.Single(_client.All(ActivityKinds.ReasonGiven));
    }

    [Fact]
    public void A_question_that_nobody_answers_expires_after_ten_minutes_and_leads_back_to_live()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Enter(Lobby);
        _client.Time.Advance(TimeSpan.FromMinutes(9.9));
        Assert.Empty(_client.All(ActivityKinds.ReasonExpired));

        _client.Time.Advance(TimeSpan.FromMinutes(0.1));

        Assert.Equal(_client.Recorded[0].CorrelationId, _client.Only(ActivityKinds.ReasonExpired).CorrelationId);
        Assert.False(_client.View.IsOpen);
        Assert.Equal(["live main"], _client.Commands.Told);
    }

    /// <summary>A9, A10: logging out in mid-prompt.</summary>
    [Fact]
    public void Logging_out_while_being_asked_is_recorded_as_unanswered()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Enter(Lobby);
        _client.Tracker.IndependentPlayback("v1", Windows.Main, Vault, true, null);
        _client.Tracker.Stop();
        _client.Desk.Dispose();

        Assert.Equal(
            [
                ActivityKinds.ReasonExpired, ActivityKinds.ReasonExpired, ActivityKinds.IndependentPlaybackDisabled,
                ActivityKinds.PlaybackLeft, ActivityKinds.ClientStopped,
            ],
            _client.Spool.Activities.TakeLast(5).Select(activity => activity.Kind));
        Assert.True(_client.View.Withdrawn.IsCancellationRequested);
        Assert.False(_client.View.IsOpen);
        Assert.Empty(_client.Commands.Told);
    }

    [Fact]
    public void While_no_policy_is_known_the_setting_decides_whether_to_ask()
    {
        _client.Policies.WhenUnknown = PolicyUnknown.FailClosed;
        _client.Enter(Lobby);

        PromptQuestion question = Assert.Single(_client.View.Asked);
        Assert.Equal("The audit rules could not be fetched yet; a reason is asked for until they are.", question.Because);
        Assert.Empty(question.Prompt.PredefinedReasons);
        Assert.Null(_client.Only(ActivityKinds.PlaybackEntered).PolicyRevision);
    }

    [Fact]
    public void One_rule_is_named_in_the_singular()
    {
        _client.Policies.Set(Rule("Night shift"));
        _client.Enter(Lobby);

        Assert.Equal("Asked by the rule 'Night shift'.", _client.View.Asked[0].Because);
        Assert.Equal("You are about to look at recordings.", _client.View.Asked[0].Explanation);
    }

    [Fact]
    public void The_log_has_neither_names_nor_reasons()
    {
        _client.Policies.Set(Rule("Everywhere") with { ReasonPolicy = new ReasonPolicy { MinimumLength = 50 } });
        _client.Enter(Lobby);
        _client.View.Answer("confidential");
        _client.View.Crash();
        _client.View.TakeAway();

        Assert.NotEmpty(_client.Log.Errors);
        Assert.DoesNotContain(_client.Log.Infos.Concat(_client.Log.Errors), line => line.Contains("anna", StringComparison.Ordinal) || line.Contains("confidential", StringComparison.Ordinal));
    }

    private static PredefinedReason Predefined(string text) =>
        new() { Text = text, Activities = [ActivityType.Playback, ActivityType.Export, ActivityType.IndependentPlayback] };
}
