using Auditor.Contracts;
using Auditor.Plugin.Core.Tests.Fakes;
using Auditor.Plugin.Core.Tracking;
using static Auditor.Plugin.Core.Tests.Fakes.TrackedClient;

namespace Auditor.Plugin.Core.Tests.Tracking;

public sealed class ExportTests : IDisposable
{
    private readonly TrackedClient _client = new();

    public void Dispose() => _client.Dispose();

    /// <summary>B1, B2, B3: being in Exports has no say in whether playback asks.</summary>
    [Fact]
    public void After_a_visit_to_Exports_playback_asks_as_ever()
    {
        _client.Policies.Set(Rule("Everywhere") with { Export = new Demand() });
        _client.Tracker.ExportsShown(true);
        _client.Tracker.ExportsShown(false);
        _client.Live();
        _client.Enter(Lobby);
        Assert.Single(_client.View.Asked);
        _client.View.Answer("one");

        _client.Tracker.WindowShows(Windows.Main, WindowView.Other);
        _client.Tracker.ExportsShown(true);
        _client.Tracker.WindowShows(Windows.Main, WindowView.Playback);

        Assert.Equal(2, _client.View.Asked.Count);
        Assert.Equal(2, _client.All(ActivityKinds.PlaybackEntered).Count);
        Assert.Single(_client.All(ActivityKinds.ExportLeft));
    }

    [Fact]
    public void The_workspace_is_entered_and_left_once_each()
    {
        _client.Tracker.WindowCameras(Windows.Main, [Lobby]);
        _client.Tracker.ExportsShown(false);
        _client.Tracker.ExportsShown(true);
        _client.Tracker.ExportsShown(true);
        _client.Tracker.ExportsShown(false);
        _client.Tracker.ExportsShown(false);

        Assert.Equal([ActivityKinds.ExportEntered, ActivityKinds.ExportLeft], _client.Kinds);
        Assert.Equal([Lobby], _client.Recorded[0].Cameras);
    }

    /// <summary>A7, A8.</summary>
    [Theory]
    [InlineData(ExportEnd.Completed, ActivityKinds.ExportCompleted)]
    [InlineData(ExportEnd.Cancelled, ActivityKinds.ExportCancelled)]
    [InlineData(ExportEnd.Failed, ActivityKinds.ExportFailed)]
    public void An_export_has_a_start_and_an_end_with_everything_that_is_known_of_it(ExportEnd end, string kind)
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Tracker.ExportsShown(true);
        _client.View.Answer("theft");
        _client.Tracker.ExportStarting("e1", Detail(Vault));
        _client.Tracker.ExportStarting("e1", Detail(Vault));
        _client.Tracker.ExportEnded("e1", end, "because");
        _client.Tracker.ExportEnded("e1", end, "because");

        ActivityObserved started = _client.Only(ActivityKinds.ExportStarted);
        ActivityObserved ended = _client.Only(kind);
        Assert.Equal("theft", started.Reason!.Notes);
        Assert.Equal([Vault], started.Cameras);
        Assert.Equal("E:\\", started.Export!.Destination);
        Assert.Equal(started.CorrelationId, ended.CorrelationId);
        Assert.Equal("because", ended.Export!.Error);
        Assert.Equal(started.Export.Recordings, ended.Export.Recordings);
        Assert.Single(_client.View.Asked);
    }

    /// <summary>B15.</summary>
    [Fact]
    public void The_reason_of_a_stay_is_not_attached_to_a_later_export_from_elsewhere()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Tracker.ExportsShown(true);
        _client.View.Answer("theft");
        _client.Tracker.ExportsShown(false);
        _client.Time.Advance(TimeSpan.FromDays(2));
        _client.Tracker.ExportStarting("e2", Detail(Quay));

        Assert.Null(_client.Only(ActivityKinds.ExportStarted).Reason);
        Assert.Equal(2, _client.View.Asked.Count);
        Assert.Equal(["Quay"], _client.View.Asked[1].Cameras);
    }

    [Fact]
    public void An_export_from_elsewhere_is_entered_and_left_by_itself()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Tracker.ExportStarting("e1", Detail(Quay));
        _client.Tracker.ExportEnded("e1", ExportEnd.Completed, null);
        _client.View.Answer("late");

        Assert.Equal(
            [ActivityKinds.ExportEntered, ActivityKinds.ExportStarted, ActivityKinds.ExportCompleted, ActivityKinds.ExportLeft, ActivityKinds.ReasonGiven],
            _client.Kinds);
        Assert.Single(_client.Recorded.Select(activity => activity.CorrelationId).Distinct());
        Assert.Equal(_client.Recorded[0].Export, _client.Last.Export);
    }

    [Fact]
    public void A_rule_that_concerns_the_exported_camera_asks_though_the_workspace_did_not()
    {
        _client.Policies.Set(Rule("Vault only", Vault));
        _client.Tracker.WindowCameras(Windows.Main, [Lobby]);
        _client.Tracker.ExportsShown(true);
        Assert.Empty(_client.View.Asked);

        _client.Tracker.ExportStarting("e1", Detail(Vault));

        Assert.True(_client.View.IsOpen);
        Assert.Equal(2, _client.All(ActivityKinds.ExportEntered).Count);
    }

    [Fact]
    public void An_end_without_a_start_is_still_a_fact()
    {
        _client.Tracker.ExportEnded("never seen", ExportEnd.Failed, "disk full");

        Assert.Equal("disk full", _client.Only(ActivityKinds.ExportFailed).Export!.Error);
    }

    [Fact]
    public void Declining_to_say_why_leads_back_to_live()
    {
        _client.Policies.Set(Rule("Everywhere"));
        _client.Tracker.ExportsShown(true);
        _client.View.Decline();

        Assert.Equal(["live main"], _client.Commands.Told);
        Assert.Equal("Exporting recordings", _client.View.Asked[0].Title);
        Assert.Equal("You are about to take recordings out of the system.", _client.View.Asked[0].Explanation);
    }

    private static ExportDetail Detail(CameraRef camera) => new()
    {
        Recordings = [new ExportedRecording { Camera = camera, From = Ten, To = Ten.AddMinutes(5) }],
        Destination = "E:\\",
        Formats = ["Database"],
    };
}
