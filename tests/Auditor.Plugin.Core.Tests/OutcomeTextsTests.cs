using Auditor.Contracts;
using Auditor.Plugin.Core.Outcomes;

namespace Auditor.Plugin.Core.Tests;

/// <summary>The texts are identifiers: sites search and alarm on them. Held to the letter.</summary>
public sealed class OutcomeTextsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 20, 7, 3, 49, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2026, 3, 20, 7, 5, 50, TimeSpan.Zero);

    [Theory]
    [InlineData(ActivityKinds.PlaybackEntered, "User 'admin' enter playback because: Theft - container 4711")]
    [InlineData(ActivityKinds.ExportEntered, "User 'admin' enter export because: Theft - container 4711")]
    [InlineData(ActivityKinds.IndependentPlaybackEnabled, "User 'admin' enabled independent playback because Theft - container 4711")]
    public void An_entry_line_says_why(string kind, string line)
    {
        Assert.Equal(line, OutcomeTexts.LogLine(Activity(kind), "Theft - container 4711"));
        Assert.Equal(line, OutcomeTexts.LogLine(Activity(ActivityKinds.ReasonGiven) with { About = kind }, "Theft - container 4711"));
    }

    [Theory]
    [InlineData(ActivityKinds.PlaybackEntered, null, "(no reason asked)")]
    [InlineData(ActivityKinds.ReasonDeclined, ActivityKinds.PlaybackEntered, "(declined)")]
    [InlineData(ActivityKinds.ReasonExpired, ActivityKinds.PlaybackEntered, "(no answer)")]
    public void A_line_without_a_reason_says_what_happened_instead(string kind, string? about, string because) =>
        Assert.Equal($"User 'admin' enter playback because: {because}", OutcomeTexts.LogLine(Activity(kind) with { About = about }, null));

    [Fact]
    public void Playing_says_from_where() =>
        Assert.Equal(
            "User 'admin' playback action 'PlayForward (from: 2026-03-20 07:03:49)' at recording time 2026-03-20 07:03:49 | Cameras: Camera 1",
            Line(ActivityKinds.PlaybackAction, PlaybackVerbs.PlayForward, Start, new RecordingInterval { From = Start }, "Camera 1"));

    [Fact]
    public void Stopping_says_the_range_and_all_cameras_in_view() =>
        Assert.Equal(
            "User 'admin' playback action 'PlayStop (range: 2026-03-20 07:03:49 - 2026-03-20 07:05:50)' at recording time 2026-03-20 07:05:50 | Cameras: Camera 1, Camera 2",
            Line(ActivityKinds.PlaybackAction, PlaybackVerbs.PlayStop, End, new RecordingInterval { From = Start, To = End }, "Camera 1", "Camera 2"));

    [Fact]
    public void Independent_playback_says_so_behind_the_verb_and_names_its_one_camera() =>
        Assert.Equal(
            "User 'admin' playback action 'PlayStop (Independent) (range: 2026-03-20 07:03:49 - 2026-03-20 07:05:50)' at recording time 2026-03-20 07:05:50 | Camera: RTSP Source",
            Line(ActivityKinds.IndependentPlaybackAction, PlaybackVerbs.PlayStop, End, new RecordingInterval { From = Start, To = End }, "RTSP Source"));

    [Fact]
    public void Scrubbing_says_what_was_gone_through() =>
        Assert.Equal(
            "User 'admin' playback action 'Scrub (range: 2026-03-20 07:03:49 - 2026-03-20 07:05:50)' at recording time 2026-03-20 07:05:50 | Cameras: Camera 1",
            Line(ActivityKinds.PlaybackAction, PlaybackVerbs.Scrub, End, new RecordingInterval { From = Start, To = End }, "Camera 1"));

    [Theory]
    [InlineData(PlaybackVerbs.GoTo, "Goto (from: 2026-03-20 07:03:49 to: 2026-03-20 07:05:50)")]
    [InlineData(PlaybackVerbs.PreviousSequence, "PreviousSequence (from: 2026-03-20 07:03:49 to: 2026-03-20 07:05:50)")]
    [InlineData("NextFrame", "NextFrame (from: 2026-03-20 07:03:49 to: 2026-03-20 07:05:50)")]
    public void A_jump_says_both_ends(string verb, string action) =>
        Assert.Contains($"'{action}'", Line(ActivityKinds.PlaybackAction, verb, End, new RecordingInterval { From = Start, To = End }, "Camera 1"), StringComparison.Ordinal);

    [Fact]
    public void A_jump_from_an_unknown_place_says_where_to() =>
        Assert.Contains("'Goto (to: 2026-03-20 07:05:50)'", Line(ActivityKinds.PlaybackAction, PlaybackVerbs.GoTo, End, new RecordingInterval { To = End }, "Camera 1"), StringComparison.Ordinal);

    [Fact]
    public void What_is_not_known_is_said_to_be_unknown() =>
        Assert.Equal(
            "User 'admin' playback action 'PlayStop' at recording time (unknown) | Cameras: (none)",
            Line(ActivityKinds.PlaybackAction, PlaybackVerbs.PlayStop, null, null));

    [Fact]
    public void Recording_times_are_written_in_UTC() =>
        Assert.Contains(
            "(from: 2026-03-20 07:03:49)",
            Line(ActivityKinds.PlaybackAction, PlaybackVerbs.PlayReverse, Start, new RecordingInterval { From = Start.ToOffset(TimeSpan.FromHours(2)) }, "Camera 1"),
            StringComparison.Ordinal);

    [Fact]
    public void What_people_typed_cannot_forge_a_second_line()
    {
        string line = OutcomeTexts.LogLine(Activity(ActivityKinds.PlaybackEntered), "fire\r\nUser 'boss' enter export because: nothing")!;

        Assert.DoesNotContain('\n', line);
        Assert.DoesNotContain('\r', line);
    }

    [Theory]
    [InlineData(ActivityKinds.PlaybackLeft)]
    [InlineData(ActivityKinds.ExportStarted)]
    [InlineData(ActivityKinds.ClientStarted)]
    [InlineData("SomethingNewer")]
    public void Other_kinds_have_no_line(string kind) => Assert.Null(OutcomeTexts.LogLine(Activity(kind), null));

    private static ActivityObserved Activity(string kind) => new() { Kind = kind, Actor = new Actor { Name = "admin" } };

    private static string Line(string kind, string verb, DateTimeOffset? at, RecordingInterval? recording, params string[] cameras) =>
        OutcomeTexts.LogLine(
            Activity(kind) with
            {
                Playback = new PlaybackDetail { Verb = verb, At = at },
                Recording = recording,
                Cameras = [.. cameras.Select(name => new CameraRef { Id = name, Name = name })],
            },
            null)!;
}
