using Auditor.Contracts;
using Auditor.Plugin.Core.Tests.Fakes;
using Auditor.Plugin.Core.Tracking;
using static Auditor.Plugin.Core.Tests.Fakes.TrackedClient;

namespace Auditor.Plugin.Core.Tests.Tracking;

public sealed class PlaybackEntryTests : IDisposable
{
    private readonly TrackedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Entering_playback_is_recorded_at_once_with_everything_in_view()
    {
        _client.Policies.Set();
        _client.Enter(Lobby, Vault);

        ActivityObserved entered = _client.Only(ActivityKinds.PlaybackEntered);
        Assert.Equal([Lobby, Vault], entered.Cameras);
        Assert.Equal(Windows.Main, entered.Window);
        Assert.False(entered.Prompted);
        Assert.Equal(7, entered.PolicyRevision);
        Assert.NotNull(entered.CorrelationId);
        Assert.Equal("CORP\\anna", entered.Actor.Name);
        Assert.Equal("Harbour", entered.Site.Name);
        Assert.Equal("1.2.3", entered.PluginVersion);
        Assert.Equal(_client.Time.GetUtcNow(), entered.ObservedAt);
        Assert.Equal(TimeSpan.Zero, entered.ObservedAt.Offset);
        Assert.Equal(120, entered.UtcOffsetMinutes);
        Assert.Equal("Test/East", entered.TimeZone);
        Assert.Null(entered.Reason);
    }

    [Fact]
    public void The_client_s_start_comes_before_anything_else_and_its_stop_after_everything()
    {
        _client.Enter(Lobby);
        _client.Tracker.Start();
        _client.Tracker.Stop();
        _client.Enter(Vault);
        _client.Live();

        Assert.Equal(
            [ActivityKinds.ClientStarted, ActivityKinds.PlaybackEntered, ActivityKinds.PlaybackLeft, ActivityKinds.ClientStopped],
            _client.Spool.Activities.Select(activity => activity.Kind));
    }

    /// <summary>A8.</summary>
    [Fact]
    public void Leaving_playback_is_recorded_and_tied_to_the_entering()
    {
        _client.Enter(Lobby);
        _client.Tracker.WindowCameras(Windows.Main, [Vault]);
        _client.Live();

        ActivityObserved left = _client.Only(ActivityKinds.PlaybackLeft);
        Assert.Equal(_client.Recorded[0].CorrelationId, left.CorrelationId);
        Assert.Equal([Lobby, Vault], left.Cameras);
    }

    [Fact]
    public void Repeated_mode_messages_mean_nothing()
    {
        _client.Live();
        _client.Enter(Lobby);
        _client.Enter(Lobby);
        _client.Live();
        _client.Tracker.WindowShows(Windows.Main, WindowView.Other);

        Assert.Equal([ActivityKinds.PlaybackEntered, ActivityKinds.PlaybackLeft], _client.Kinds);
    }

    /// <summary>A9.</summary>
    [Fact]
    public void The_entry_is_on_the_disk_before_the_operator_is_asked()
    {
        var disk = new TaskCompletionSource();
        _client.Policies.Set(Rule("Everywhere"));
        _client.Spool.Disk = () => disk.Task;
        _client.Enter(Lobby);

        Assert.True(_client.Only(ActivityKinds.PlaybackEntered).Prompted);
        Assert.Empty(_client.View.Asked);
        disk.SetResult();
        Assert.Single(_client.View.Asked);
    }

    [Fact]
    public void A_disk_that_fails_does_not_spare_the_question()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Spool.Disk = () => Task.FromException(new IOException("The disk is full."));
        _client.Enter(Lobby);

        Assert.True(_client.View.IsOpen);
    }

    [Fact]
    public void A_disk_that_hangs_spares_the_question_for_two_seconds_only()
    {
        var disk = new TaskCompletionSource();
        _client.Policies.Set(Rule("Everywhere"));
        _client.Spool.Disk = () => disk.Task;
        _client.Enter(Lobby);
        _client.Time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Empty(_client.View.Asked);

        _client.Time.Advance(TimeSpan.FromSeconds(0.2));
        disk.SetResult();

        Assert.Single(_client.View.Asked);
    }

    /// <summary>B7.</summary>
    [Fact]
    public void Starting_in_playback_at_login_asks_like_any_other_entry()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Tracker.WindowShows(Windows.Main, WindowView.Playback);

        Assert.True(_client.View.IsOpen);
        Assert.Equal("Entering playback", _client.View.Asked[0].Title);
    }

    /// <summary>B7, when the policy comes a moment after the login.</summary>
    [Fact]
    public void What_was_entered_before_the_policy_was_known_is_asked_for_when_it_is()
    {
        _client.Enter(Lobby);
        _client.Tracker.IndependentPlayback("v1", Windows.Main, Quay, true, null);
        _client.Tracker.ExportsShown(true);
        Assert.Empty(_client.View.Asked);

        _client.Policies.Set(Rule("Everywhere"));

        Assert.Equal(2, _client.All(ActivityKinds.PlaybackEntered).Count);
        Assert.Equal(2, _client.All(ActivityKinds.IndependentPlaybackEnabled).Count);
        Assert.Equal(2, _client.All(ActivityKinds.ExportEntered).Count);
        Assert.True(_client.View.IsOpen);
        _client.Policies.Set(Rule("Everywhere"));
        Assert.Equal(6, _client.Recorded.Count);
    }

    /// <summary>B8, A10.</summary>
    /// <summary>A login in playback, faster than the network: yesterday's rules decide for a moment, and not for the whole stay.</summary>
    [Fact]
    public void What_was_entered_by_yesterdays_policy_is_asked_for_when_todays_asks()
    {
        _client.Policies.FetchedAt = _client.Time.GetUtcNow() - TimeSpan.FromDays(1);
        _client.Policies.Set();
        _client.Enter(Lobby);
        _client.Tracker.IndependentPlayback("v1", Windows.Main, Vault, true, null);
        _client.Tracker.ExportsShown(true);
        Assert.Empty(_client.View.Asked);

        _client.Policies.FetchedAt = _client.Time.GetUtcNow();
        _client.Policies.Set(Rule("Everywhere"));

        Assert.Equal(3, _client.Recorded.Count(activity => activity.Prompted == true));
        Assert.Single(_client.View.Asked);

        _client.Policies.Set(Rule("Everywhere"), Rule("Later"));
        Assert.Equal(3, _client.Recorded.Count(activity => activity.Prompted == true));
    }

    [Fact]
    public void Playback_shorter_than_any_debounce_is_recorded_and_asked_for()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Enter(Lobby);
        _client.Live();
        _client.Enter(Lobby);
        _client.Live();

        Assert.Equal(2, _client.All(ActivityKinds.PlaybackEntered).Count);
        Assert.Equal(2, _client.All(ActivityKinds.PlaybackLeft).Count);
        _client.View.Answer("first");
        _client.View.Answer("second");
        Assert.Equal(["first", "second"], _client.All(ActivityKinds.ReasonGiven).Select(given => given.Reason!.Notes));
    }

    /// <summary>B4.</summary>
    [Fact]
    public void A_camera_that_comes_into_view_later_is_entered_and_asked_for()
    {
        _client.Policies.Set(Rule("Vault only", Vault));
        _client.Enter(Lobby);
        Assert.Empty(_client.View.Asked);

        _client.Tracker.WindowCameras(Windows.Main, [Lobby, Vault]);

        ActivityObserved[] entered = [.. _client.All(ActivityKinds.PlaybackEntered)];
        Assert.Equal([Vault], entered[1].Cameras);
        Assert.NotEqual(entered[0].CorrelationId, entered[1].CorrelationId);
        Assert.True(entered[1].Prompted);
        Assert.True(_client.View.IsOpen);
    }

    [Fact]
    public void Within_a_stay_an_answer_stands_for_further_cameras_that_it_satisfies()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Enter(Lobby);
        _client.View.Answer("theft");
        _client.Tracker.WindowCameras(Windows.Main, [Vault]);
        _client.Tracker.WindowCameras(Windows.Main, [Lobby]);

        Assert.Single(_client.View.Asked);
        ActivityObserved further = _client.All(ActivityKinds.PlaybackEntered)[1];
        Assert.False(further.Prompted);
        Assert.Equal("theft", further.Reason!.Notes);
        Assert.Equal(2, _client.All(ActivityKinds.PlaybackEntered).Count);
    }

    [Fact]
    public void Within_a_stay_a_stricter_rule_asks_again()
    {
        _client.Policies.Set(Rule("Everywhere"), Rule("Vault only", Vault) with { ReasonPolicy = new ReasonPolicy { CaseNumberPattern = "[0-9]+" } });
        _client.Enter(Lobby);
        _client.View.Answer("theft");
        _client.Tracker.WindowCameras(Windows.Main, [Vault]);

        Assert.True(_client.View.IsOpen);
        Assert.Equal(["[0-9]+"], _client.View.Asked[1].Prompt.CaseNumberPatterns);
    }

    /// <summary>B13.</summary>
    [Fact]
    public void Windows_are_told_apart()
    {
        _client.Tracker.WindowCameras("w2", [Vault]);
        _client.Enter(Lobby);
        _client.Tracker.WindowShows("w2", WindowView.Playback);
        _client.At(0);
        _client.Tracker.PlaybackTime("w2", Ten.AddHours(1));
        _client.Do(PlaybackVerbs.PlayForward);
        _client.Tracker.PlaybackCommand("w2", PlaybackVerbs.PlayReverse, null, null);
        _client.At(10);
        _client.Tracker.WindowClosed("w2");
        _client.Live();

        ActivityObserved[] stops = [.. _client.Recorded.Where(activity => activity.Playback?.Verb == PlaybackVerbs.PlayStop)];
        Assert.Equal(["w2", "main"], stops.Select(stop => stop.Window));
        Assert.Equal([Vault], stops[0].Cameras);
        Assert.Equal(Ten.AddHours(1), stops[0].Recording!.From);
        Assert.Equal([Lobby], stops[1].Cameras);
        Assert.Equal(Ten.AddSeconds(10), stops[1].Recording!.To);
        Assert.Equal(2, _client.All(ActivityKinds.PlaybackLeft).Count);
    }

    /// <summary>B11.</summary>
    [Fact]
    public void Nobody_is_asked_whom_no_rule_catches()
    {
        _client.Policies.Set(Rule("Others") with { Whom = new Whom { Users = [new UserRef { Name = "CORP\\bob" }] } }, Rule("Off") with { Playback = new Demand() });
        _client.Enter(Lobby);

        Assert.False(_client.Only(ActivityKinds.PlaybackEntered).Prompted);
        Assert.Empty(_client.View.Asked);
    }

    /// <summary>B19.</summary>
    [Fact]
    public void Overlapping_rules_ask_once_with_the_strictest_of_all()
    {
        _client.Policies.Set(
            Rule("A") with { PredefinedReasons = [new PredefinedReason { Text = "Theft", Activities = [ActivityType.Playback] }] },
            Rule("B") with
            {
                PredefinedReasons = [new PredefinedReason { Text = "Fire", Activities = [ActivityType.Playback] }],
                ReasonPolicy = new ReasonPolicy { MinimumLength = 12, DeclineAllowed = false },
            });
        _client.Enter(Lobby);

        var question = Assert.Single(_client.View.Asked);
        Assert.Equal("Asked by the rules 'A' and 'B'.", question.Because);
        Assert.Equal(["Theft", "Fire"], question.Prompt.PredefinedReasons);
        Assert.Equal(12, question.Prompt.Policy.MinimumLength);
        Assert.False(question.Prompt.Policy.DeclineAllowed);
    }

    [Fact]
    public void What_a_shell_hands_over_wrongly_is_survived()
    {
        _client.Tracker.WindowCameras(Windows.Main, [null!, new CameraRef(), Lobby, new CameraRef { Id = "cam-1", Name = "Lobby again" }]);
        _client.Tracker.WindowShows(Windows.Main, WindowView.Playback);
        _client.Tracker.WindowCameras(Windows.Main, null!);
        _client.Tracker.WindowShows(null!, WindowView.Playback);
        _client.Tracker.ExportStarting("e", null!);
        _client.Tracker.ExportStarting(null!, new ExportDetail { Recordings = null! });

        Assert.Equal([Lobby], _client.Recorded[0].Cameras);
        Assert.Single(_client.All(ActivityKinds.ExportStarted));
        Assert.Equal(2, _client.Tracker.Faults);
        Assert.Equal(2, _client.Log.Errors.Count);
    }
}
