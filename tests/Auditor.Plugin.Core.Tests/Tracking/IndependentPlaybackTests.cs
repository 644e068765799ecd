using Auditor.Contracts;
using Auditor.Plugin.Core.Tests.Fakes;
using Auditor.Plugin.Core.Tracking;
using static Auditor.Plugin.Core.Tests.Fakes.TrackedClient;

namespace Auditor.Plugin.Core.Tests.Tracking;

public sealed class IndependentPlaybackTests : IDisposable
{
    private readonly TrackedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Switching_it_on_and_off_is_recorded_once_each()
    {
        On("v1", Vault);
        On("v1", Vault);
        Off("v1");
        Off("v1");

        Assert.Equal([ActivityKinds.IndependentPlaybackEnabled, ActivityKinds.IndependentPlaybackDisabled], _client.Kinds);
        Assert.Equal([Vault], _client.Recorded[0].Cameras);
        Assert.Equal(Ten, _client.Recorded[0].Recording!.From);
        Assert.Equal(_client.Recorded[0].CorrelationId, _client.Last.CorrelationId);
    }

    [Fact]
    public void It_asks_for_its_camera_and_declining_ends_it()
    {
        _client.Policies.Set(Rule("Vault only", Vault));
        On("v1", Vault);

        Assert.Equal("You are about to look at recordings of Vault.", _client.View.Asked[0].Explanation);
        _client.View.Decline();
        Assert.Equal(["stop v1"], _client.Commands.Told);
        Assert.Equal(ActivityKinds.IndependentPlaybackEnabled, _client.Only(ActivityKinds.ReasonDeclined).About);
    }

    /// <summary>B5: the same rule for an unknown camera everywhere: it is in no listed scope until it is known, and then at once.</summary>
    [Fact]
    public void A_camera_that_is_told_later_is_entered_and_asked_for_when_it_is_known()
    {
        _client.Policies.Set(Rule("Vault only", Vault));
        On("v1", null);
        Assert.Empty(_client.View.Asked);
        Assert.Empty(_client.Only(ActivityKinds.IndependentPlaybackEnabled).Cameras);

        _client.Tracker.ViewerCamera("v1", Vault);

        Assert.True(_client.View.IsOpen);
        Assert.Equal([Vault], _client.All(ActivityKinds.IndependentPlaybackEnabled)[1].Cameras);
    }

    [Fact]
    public void A_rule_for_all_cameras_asks_for_an_unknown_one_too()
    {
        _client.Policies.Set(Rule("Everywhere"));
        On("v1", null);

        Assert.Equal("You are about to look at recordings of a camera.", _client.View.Asked[0].Explanation);
    }

    [Fact]
    public void A_camera_that_was_told_before_it_plays_is_known()
    {
        _client.Tracker.ViewerCamera("v1", Quay);
        On("v1", null);

        Assert.Equal([Quay], _client.Only(ActivityKinds.IndependentPlaybackEnabled).Cameras);
    }

    /// <summary>C9.</summary>
    [Fact]
    public void The_direction_is_the_one_that_the_client_tells()
    {
        On("v1", Vault);
        Motion(PlaybackMotion.Reverse, 0);
        _client.Tracker.ViewerTime("v1", Ten.AddSeconds(-20));
        Motion(PlaybackMotion.Forward, -20);
        Motion(PlaybackMotion.Forward, -20);
        Motion(PlaybackMotion.Stop, -5);

        Assert.Equal(["PlayReverse 0-?", "PlayStop 0--20", "PlayForward -20-?", "PlayStop -20--5"], _client.Actions);
        Assert.All(_client.All(ActivityKinds.IndependentPlaybackAction), action => Assert.Equal([Vault], action.Cameras));
    }

    /// <summary>C8.</summary>
    [Fact]
    public void Dragging_its_timeline_is_scrubbing()
    {
        On("v1", Vault);
        _client.Tracker.ViewerTime("v1", Ten.AddSeconds(30));
        _client.Tracker.ViewerTime("v1", Ten.AddSeconds(60));
        _client.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["Scrub 0-60"], _client.Actions);
    }

    [Fact]
    public void A_carousel_ends_the_range_of_one_camera_and_begins_that_of_the_next()
    {
        On("v1", Vault);
        Motion(PlaybackMotion.Forward, 0);
        _client.Tracker.ViewerTime("v1", Ten.AddSeconds(10));
        _client.Tracker.ViewerCamera("v1", Quay);
        _client.Tracker.ViewerTime("v1", Ten.AddSeconds(20));
        _client.Tracker.ViewerCamera("v1", null);
        Off("v1");

        Assert.Equal(["PlayForward 0-?", "PlayStop 0-10", "PlayForward 10-?", "PlayStop 10-20"], _client.Actions);
        Assert.Equal(["Vault", "Vault", "Quay", "Quay"], _client.All(ActivityKinds.IndependentPlaybackAction).Select(action => Assert.Single(action.Cameras).Name));
        Assert.Equal(2, _client.All(ActivityKinds.IndependentPlaybackEnabled).Count);
        Assert.Equal([Vault, Quay], _client.Only(ActivityKinds.IndependentPlaybackDisabled).Cameras);
    }

    [Fact]
    public void Switching_it_off_while_it_plays_records_the_stop()
    {
        On("v1", Vault);
        Motion(PlaybackMotion.Forward, 0);
        _client.Tracker.ViewerTime("v1", Ten.AddSeconds(10));
        Off("v1");

        Assert.Equal("PlayStop 0-10", _client.Actions[^1]);
        Assert.Equal(ActivityKinds.IndependentPlaybackDisabled, _client.Kinds[^1]);
    }

    [Fact]
    public void Playing_that_is_told_before_it_is_switched_on_is_recorded_then()
    {
        Motion(PlaybackMotion.Forward, 3);
        Assert.Empty(_client.Recorded);
        _client.Tracker.IndependentPlayback("v1", Windows.Main, Vault, true, null);
        Off("v1");
        On("v1", Vault);

        Assert.Equal(["PlayForward 3-?", "PlayStop 3-3"], _client.Actions);
    }

    [Fact]
    public void A_window_or_viewer_that_goes_away_ends_it()
    {
        _client.Tracker.IndependentPlayback("v1", "w2", Vault, true, null);
        On("v2", Quay);
        _client.Tracker.WindowClosed("w2");
        _client.Tracker.ViewerClosed("v1");
        _client.Tracker.ViewerClosed("v2");

        Assert.Equal(["w2", "main"], _client.All(ActivityKinds.IndependentPlaybackDisabled).Select(off => off.Window));
    }

    /// <summary>D8.</summary>
    [Fact]
    public void Two_cameras_at_once_make_one_question_after_the_other_and_never_two_windows()
    {
        _client.Policies.Set(Rule("Everywhere"));
        On("v1", Vault);
        On("v2", Quay);
        On("v3", Lobby);
        Assert.Single(_client.View.Asked);

        _client.View.Answer("first");
        Assert.Equal(2, _client.View.Asked.Count);
        Assert.Equal(["Quay", "Lobby"], _client.View.Asked[1].Cameras);
        Assert.Equal("You are about to look at recordings of Quay. You are about to look at recordings of Lobby.", _client.View.Asked[1].Explanation);
        _client.View.Answer("second");

        Assert.False(_client.View.TwoAtOnce);
        Assert.Equal(["first", "second", "second"], _client.All(ActivityKinds.ReasonGiven).Select(given => given.Reason!.Notes));
    }

    private void On(string viewer, CameraRef? camera) => _client.Tracker.IndependentPlayback(viewer, Windows.Main, camera, true, Ten);

    private void Off(string viewer) => _client.Tracker.IndependentPlayback(viewer, Windows.Main, null, false, null);

    private void Motion(PlaybackMotion motion, int second) => _client.Tracker.ViewerMotion("v1", motion, Ten.AddSeconds(second));
}
