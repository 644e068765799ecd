using Auditor.AuditWriter.Entries;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Wire;

namespace Auditor.AuditWriter.Tests;

public sealed class EntryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Kinds => [.. ActivityKinds.All];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_known_kind_has_its_resource_and_action(string kind)
    {
        AuditEntry entry = EntryOfActivity.Create(Decided(Activity(kind)));

        Assert.NotEqual(AuditableResources.Unrecognized, entry.AuditableResource);
        Assert.Contains(entry.AuditableResource, AuditableResources.All);
        Assert.Contains(entry.Result, AuditResults.All);
    }

    [Fact]
    public void An_entry_holds_the_whole_activity_and_who_did_it_in_which_session()
    {
        ActivityObserved activity = Activity(ActivityKinds.PlaybackEntered) with { Reason = new Reason { Picked = "Theft", Notes = "container" } };

        AuditEntry entry = EntryOfActivity.Create(Decided(activity));

        Assert.Equal(activity.ActivityId, entry.EntryId);
        Assert.Equal(activity.ClientSessionId, entry.Actor.Session);
        Assert.Equal("Theft - container", entry.Reason);
        Assert.Equal(WireFormat.SerializeToText(activity), entry.AdditionalMetadata.Text);
        Assert.Equal(Noon.AddSeconds(1), entry.AcceptedAt);
    }

    [Fact]
    public void One_camera_is_an_endpoint_and_several_are_their_site()
    {
        Target one = EntryOfActivity.Create(Decided(Activity(ActivityKinds.PlaybackEntered))).Target;
        Target several = EntryOfActivity.Create(Decided(Activity(ActivityKinds.PlaybackEntered) with { Cameras = [Camera(1), Camera(2)] })).Target;

        Assert.Equal(new Target { Level = TargetLevels.Endpoint, Name = "Camera 1", Path = "default/Harbour/Camera 1" }, one);
        Assert.Equal(new Target { Level = TargetLevels.Group, Name = "Harbour", Path = "default/Harbour" }, several);
    }

    [Fact]
    public void Ten_thousand_cameras_in_view_do_not_make_a_name_without_end()
    {
        AuditEntry entry = EntryOfActivity.Create(Decided(Activity(ActivityKinds.PlaybackEntered) with { Cameras = [.. Enumerable.Range(1, 10_000).Select(Camera)] }));

        Assert.Equal("Camera 1, Camera 2, Camera 3, Camera 4, Camera 5 and 9995 more", entry.ResourceName);
        Assert.Equal(10_000, entry.Cameras.Count);
    }

    [Fact]
    public void What_was_played_backwards_is_found_by_a_search_for_its_stretch()
    {
        RecordingInterval Of(DateTimeOffset? from, DateTimeOffset? to) =>
            EntryOfActivity.Create(Decided(Activity(ActivityKinds.PlaybackAction) with { Recording = new RecordingInterval { From = from, To = to } })).Recording!;

        Assert.Equal(new RecordingInterval { From = Noon.AddHours(-2), To = Noon }, Of(Noon, Noon.AddHours(-2)));
        Assert.Equal(new RecordingInterval { From = Noon.AddHours(-2), To = Noon }, Of(Noon.AddHours(-2), Noon));
        Assert.Equal(new RecordingInterval { From = Noon }, Of(Noon, null));
    }

    [Fact]
    public void An_export_s_cameras_and_period_are_found_by_a_search()
    {
        AuditEntry entry = EntryOfActivity.Create(Decided(Activity(ActivityKinds.ExportStarted) with
        {
            Cameras = [],
            Export = new ExportDetail
            {
                Recordings =
                [
                    new ExportedRecording { Camera = Camera(1), From = Noon.AddHours(-3), To = Noon.AddHours(-2) },
                    new ExportedRecording { Camera = Camera(2), From = Noon.AddHours(-4), To = Noon.AddHours(-3) },
                ],
            },
        }));

        Assert.Equal(["cam-1", "cam-2"], entry.Cameras.Select(camera => camera.Id));
        Assert.Equal(new RecordingInterval { From = Noon.AddHours(-4), To = Noon.AddHours(-2) }, entry.Recording);
    }

    [Theory]
    [InlineData("""{"kind":"DroneLaunched","altitude":1,"altitude":2}""")]
    [InlineData("""{"kind":"DroneLaunched","name":"\ud800"}""")]
    [InlineData("""{"kind":"DroneLaunched","altitude":1e400}""")]
    [InlineData("""{"kind":"DroneLaunched","serial":12345678901234567890}""")]
    public void What_came_and_cannot_be_kept_structured_is_kept_as_one_text(string body)
    {
        AuditEntry entry = EntryOfActivity.Create(Decided(Activity("DroneLaunched")) with { Original = new JsonText(body) });

        var kept = WireFormat.Deserialize<AuditEntry>(EntryLeaf.AttestedOf(entry).AsSpan());
        Assert.Equal(body, System.Text.Json.JsonSerializer.Deserialize<string>(kept.AdditionalMetadata.Text!));
    }

    [Fact]
    public void What_is_not_understood_is_recorded_as_it_came()
    {
        AuditEntry entry = EntryOfActivity.Create(Decided(Activity("DroneLaunched")) with { Original = new JsonText("""{"kind":"DroneLaunched","altitude":120}""") });

        Assert.Equal(AuditableResources.Unrecognized, entry.AuditableResource);
        Assert.Equal("""{"kind":"DroneLaunched","altitude":120}""", entry.AdditionalMetadata.Text);
        Assert.Equal(AuditResults.Unknown, entry.Result);
    }

    [Fact]
    public void A_change_keeps_both_states()
    {
        AuditEntry entry = EntryOfChange.Create(Change(), Noon);

        Assert.Equal("""{"value":"60"}""", entry.PreviousState.Text);
        Assert.Equal("""{"value":"75"}""", entry.NewState.Text);
        Assert.Equal(Noon, entry.AcceptedAt);
    }

    [Fact]
    public void A_change_that_cannot_be_an_entry_is_refused_by_the_name_of_its_field()
    {
        AssertRefused("changeId", Change() with { ChangeId = Guid.Empty });
        AssertRefused("auditableResource", Change() with { AuditableResource = "TEAPOT" });
        AssertRefused("auditableAction", Change() with { AuditableAction = " " });
        AssertRefused("occurredAt", Change() with { OccurredAt = default });
        AssertRefused("actor", Change() with { Actor = new Actor() });
        AssertRefused("actor.type", Change() with { Actor = new Actor { Type = "ROBOT", Name = "x" } });
        AssertRefused("target.level", Change() with { Target = new Target { Level = "PLANET" } });
    }

    [Fact]
    public void A_delivery_that_failed_in_part_is_a_failure()
    {
        var delivered = new OutcomeDelivered { DeliveryId = Guid.CreateVersion7(), EntryId = Guid.CreateVersion7(), Deliveries = [new OutcomeDelivery { Text = "a" }], DeliveredAt = Noon };

        Assert.Equal(AuditResults.Succeeded, EntryOfOutcome.Create(delivered, Noon).Result);
        Assert.Equal(
            AuditResults.Failed,
            EntryOfOutcome.Create(delivered with { Deliveries = [new OutcomeDelivery { Text = "a" }, new OutcomeDelivery { Text = "b", Error = "busy" }] }, Noon).Result);
    }

    private static void AssertRefused(string field, ConfigurationChanged change) =>
        Assert.Contains($"'{field}'", Assert.Throws<RefusedFactException>(() => EntryOfChange.Create(change, Noon)).Message, StringComparison.Ordinal);

    private static ConfigurationChanged Change() => new()
    {
        ChangeId = Guid.CreateVersion7(),
        AuditableResource = AuditableResources.CameraSettings,
        AuditableAction = AuditableActions.Update,
        ResourceName = "brightness",
        Actor = new Actor { Name = "admin" },
        OccurredAt = Noon,
        AdditionalMetadata = new JsonText("""{"cameraSettingKey":"brightness","schemeName":"SchemeA"}"""),
        PreviousState = new JsonText("""{"value":"60"}"""),
        NewState = new JsonText("""{"value":"75"}"""),
    };

    private static ActivityDecided Decided(ActivityObserved activity) => new() { Activity = activity, AcceptedAt = Noon.AddSeconds(1) };

    private static CameraRef Camera(int number) => new() { Id = $"cam-{number}", Name = $"Camera {number}" };

    private static ActivityObserved Activity(string kind) => new()
    {
        ActivityId = Guid.CreateVersion7(),
        Kind = kind,
        ClientSessionId = Guid.CreateVersion7(),
        SequenceNumber = 1,
        ObservedAt = Noon,
        Actor = new Actor { Name = "admin" },
        Site = new SiteRef { Name = "Harbour" },
        Cameras = [Camera(1)],
    };
}
