using Auditor.Contracts;
using Auditor.Plugin.Core.Tests.Fakes;
using Auditor.Plugin.Core.Tracking;
using static Auditor.Plugin.Core.Tests.Fakes.TrackedClient;

namespace Auditor.Plugin.Core.Tests.Tracking;

public sealed class PlaybackActionTests : IDisposable
{
    private readonly TrackedClient _client = new();

    public PlaybackActionTests()
    {
        _client.Enter(Lobby);
        _client.At(0);
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_stop_has_both_ends_of_what_was_played()
    {
        _client.Do(PlaybackVerbs.PlayForward, speed: 2);
        _client.At(10);
        _client.At(30);
        _client.Do(PlaybackVerbs.PlayStop);

        Assert.Equal(["PlayForward 0-?", "PlayStop 0-30"], _client.Actions);
        Assert.Equal(2, _client.Last.Playback!.Speed);
        Assert.Equal(Ten.AddSeconds(30), _client.Last.Playback!.At);
    }

    [Fact]
    public void Playing_backwards_has_a_negative_speed_and_ends_before_it_began()
    {
        _client.Do(PlaybackVerbs.PlayReverse, speed: 4);
        _client.At(-30);
        _client.Do(PlaybackVerbs.PlayStop);

        Assert.Equal(["PlayReverse 0-?", "PlayStop 0--30"], _client.Actions);
        Assert.Equal(-4, _client.Last.Playback!.Speed);
    }

    [Fact]
    public void A_stop_lists_the_cameras_in_view_at_any_time_of_the_range()
    {
        _client.Do(PlaybackVerbs.PlayForward);
        _client.Tracker.WindowCameras(Windows.Main, [Vault]);
        _client.Tracker.WindowCameras(Windows.Main, [Quay]);
        _client.At(5);
        _client.Do(PlaybackVerbs.PlayStop);

        Assert.Equal([Lobby, Vault, Quay], _client.Last.Cameras);
    }

    [Fact]
    public void Turning_round_ends_one_range_and_begins_another()
    {
        _client.Do(PlaybackVerbs.PlayForward);
        _client.At(10);
        _client.Do(PlaybackVerbs.PlayReverse);
        _client.At(4);
        _client.Do(PlaybackVerbs.PlayStop);

        Assert.Equal(["PlayForward 0-?", "PlayStop 0-10", "PlayReverse 10-?", "PlayStop 10-4"], _client.Actions);
    }

    [Fact]
    public void Another_speed_is_recorded_and_the_range_goes_on()
    {
        _client.Do(PlaybackVerbs.PlayForward, speed: 1);
        _client.At(10);
        _client.Do(PlaybackVerbs.PlayForward, speed: 1);
        _client.Do(PlaybackVerbs.PlayForward, speed: 8);
        _client.At(90);
        _client.Do(PlaybackVerbs.PlayStop);
        _client.Do(PlaybackVerbs.PlayStop);

        Assert.Equal(["PlayForward 0-?", "PlayForward 10-?", "PlayStop 0-90"], _client.Actions);
    }

    [Fact]
    public void Leaving_while_playing_records_the_stop_first()
    {
        _client.Do(PlaybackVerbs.PlayForward);
        _client.At(7);
        _client.Live();

        Assert.Equal([ActivityKinds.PlaybackEntered, ActivityKinds.PlaybackAction, ActivityKinds.PlaybackAction, ActivityKinds.PlaybackLeft], _client.Kinds);
        Assert.Equal("PlayStop 0-7", _client.Actions[^1]);
    }

    /// <summary>A10.</summary>
    [Fact]
    public void Logging_out_while_playing_records_the_stop_and_the_leaving()
    {
        _client.Do(PlaybackVerbs.PlayForward);
        _client.At(7);
        _client.Tracker.IndependentPlayback("v1", Windows.Main, Vault, true, Ten);
        _client.Tracker.ViewerMotion("v1", PlaybackMotion.Forward, Ten);
        _client.Tracker.ExportsShown(true);
        _client.Tracker.Stop();

        Assert.Equal(
            [
                ActivityKinds.PlaybackAction, ActivityKinds.IndependentPlaybackAction, ActivityKinds.IndependentPlaybackDisabled,
                ActivityKinds.ExportLeft, ActivityKinds.PlaybackLeft, ActivityKinds.ClientStopped,
            ],
            _client.Spool.Activities.TakeLast(6).Select(activity => activity.Kind));
    }

    /// <summary>C11.</summary>
    [Fact]
    public void A_jump_has_both_ends()
    {
        _client.Do(PlaybackVerbs.GoTo, target: 3600);
        _client.At(3601);
        _client.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["Goto 0-3600"], _client.Actions);
        Assert.Equal(Ten.AddSeconds(3600), _client.Last.Playback!.At);
    }

    [Fact]
    public void A_jump_without_a_target_ends_where_it_lands()
    {
        _client.Do(PlaybackVerbs.NextSequence);
        DateTimeOffset pressed = _client.Time.GetUtcNow();
        _client.Time.Advance(TimeSpan.FromSeconds(0.3));
        _client.At(0);
        _client.At(500);
        _client.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["NextSequence 0-500"], _client.Actions);
        Assert.Equal(pressed, _client.Last.ObservedAt);
    }

    [Fact]
    public void A_jump_that_lands_nowhere_is_recorded_after_a_second()
    {
        _client.Do("NextFrame");
        _client.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["NextFrame 0-0"], _client.Actions);
    }

    [Fact]
    public void Footage_that_a_jump_skips_while_playing_does_not_count_as_played()
    {
        _client.Do(PlaybackVerbs.PlayForward);
        _client.At(10);
        _client.Do(PlaybackVerbs.GoTo, target: 1000);
        _client.At(1010);
        _client.Do(PlaybackVerbs.PlayStop);

        Assert.Equal(["PlayForward 0-?", "PlayStop 0-10", "Goto 10-1000", "PlayStop 1000-1010"], _client.Actions);
    }

    /// <summary>C8.</summary>
    [Fact]
    public void Dragging_the_timeline_is_scrubbing_and_not_playing()
    {
        _client.At(60);
        _client.Time.Advance(TimeSpan.FromSeconds(0.5));
        _client.At(300);
        _client.At(200);
        DateTimeOffset moved = _client.Time.GetUtcNow();
        _client.Time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Empty(_client.Actions);
        _client.Time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(["Scrub 0-300"], _client.Actions);
        Assert.Equal(Ten.AddSeconds(200), _client.Last.Playback!.At);
        Assert.Equal(moved, _client.Last.ObservedAt);
    }

    [Fact]
    public void Scrubbing_ends_with_a_command_and_with_leaving()
    {
        _client.At(60);
        _client.Do(PlaybackVerbs.PlayForward);
        _client.At(70);
        _client.Do(PlaybackVerbs.PlayStop);
        _client.At(70);
        _client.At(90);
        _client.Live();

        Assert.Equal(["Scrub 0-60", "PlayForward 60-?", "PlayStop 60-70", "Scrub 70-90"], _client.Actions);
    }

    [Fact]
    public void Scrubbing_without_end_is_recorded_minute_by_minute()
    {
        for (int second = 1; second <= 150; second++)
        {
            _client.Time.Advance(TimeSpan.FromSeconds(0.5));
            _client.At(second * 10);
        }

        _client.Live();

        Assert.Equal(["Scrub 0-1200", "Scrub 1200-1500"], _client.Actions);
    }

    [Fact]
    public void The_frame_at_which_a_stop_comes_to_rest_is_no_scrubbing()
    {
        _client.Do(PlaybackVerbs.PlayForward);
        _client.At(10);
        _client.Do(PlaybackVerbs.PlayStop);
        _client.At(11);
        _client.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(["PlayForward 0-?", "PlayStop 0-10"], _client.Actions);
    }

    [Fact]
    public void A_position_that_is_far_from_a_stop_is_not_taken_for_its_rest()
    {
        _client.Do(PlaybackVerbs.PlayForward);
        _client.At(10);
        _client.Do(PlaybackVerbs.PlayStop);
        _client.At(600);
        _client.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("Scrub 10-600", _client.Actions[^1]);
    }

    /// <summary>C10.</summary>
    [Fact]
    public void A_pause_in_the_times_is_neither_stop_nor_play()
    {
        _client.Do(PlaybackVerbs.PlayForward);
        _client.At(1);
        _client.Time.Advance(TimeSpan.FromMinutes(5));
        _client.At(2);
        _client.Do(PlaybackVerbs.PlayStop);

        Assert.Equal(["PlayForward 0-?", "PlayStop 0-2"], _client.Actions);
        Assert.Equal(_client.Time.GetUtcNow(), _client.Last.ObservedAt);
    }

    [Fact]
    public void Playing_that_is_told_before_the_mode_is_not_lost()
    {
        _client.Live();
        _client.At(100);
        _client.Do(PlaybackVerbs.PlayForward);
        _client.Enter(Lobby);
        _client.At(110);
        _client.Live();

        Assert.Equal(["PlayForward 100-?", "PlayStop 100-110"], _client.Actions);
    }

    [Fact]
    public void Where_the_last_stay_ended_is_no_beginning_of_a_scrub_in_the_next()
    {
        _client.Live();
        _client.Enter(Lobby);
        _client.At(5000);
        _client.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(_client.Actions);
    }

    [Fact]
    public void Times_in_live_are_no_scrubbing()
    {
        _client.Live();
        _client.At(1);
        _client.At(2);
        _client.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(_client.Actions);
    }

    [Fact]
    public void A_window_that_closes_leaves_no_timer_behind()
    {
        int before = _client.Time.Waiting;
        _client.At(1);
        _client.Do("NextFrame");
        _client.Tracker.WindowClosed(Windows.Main);

        Assert.Equal(before, _client.Time.Waiting);
    }
}
