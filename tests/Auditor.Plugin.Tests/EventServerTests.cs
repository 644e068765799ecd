using Auditor.Contracts;
using Auditor.Plugin.Core.Delivering;
using Auditor.Plugin.Core.Outcomes;
using Auditor.Plugin.EventServer;
using Auditor.Wire;
using Auditor.XProtectSimulator;
using VideoOS.Platform;
using VideoOS.Platform.Data;
using VideoOS.Platform.Log;

namespace Auditor.Plugin.Tests;

public sealed class EventServerTests
{
    public static TheoryData<string, string?> Lines
    {
        get
        {
            var lines = new TheoryData<string, string?>();
            foreach (string kind in new[]
            {
                ActivityKinds.PlaybackEntered, ActivityKinds.ExportEntered, ActivityKinds.IndependentPlaybackEnabled, ActivityKinds.PlaybackAction,
                ActivityKinds.IndependentPlaybackAction,
            })
            {
                lines.Add(kind, "Theft - bicycle");
                lines.Add(kind, null);
                lines.Add(kind, "' enter export because: {p1} | Cameras: {p4}' at recording time {p3} | ");
                lines.Add(kind, "");
            }

            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task The_rendered_line_is_the_outcome_text_to_the_letter(string kind, string? reason)
    {
        foreach (string user in new[] { "anna", @"CORP\o'neill", "{p2}", "x' playback action 'y' at recording time z | w", "" })
        {
            await using var room = await ServerRoom.OpenAsync(Hostility.None);
            AuditEntry entry = Entry(kind, user, reason);

            room.Outlet.WriteLog(entry);

            LogLine written = Assert.Single(room.Site.Log.Lines);
            Assert.Equal(OutcomeTexts.LogLine(WireFormat.Deserialize<ActivityObserved>(entry.AdditionalMetadata.Text!), reason), written.Text);
            Assert.Equal("Audit", written.Group);
            Assert.Equal(PermissionState.Default, written.Permission);
        }
    }

    [Fact]
    public async Task The_related_item_is_the_camera_and_the_site_where_there_is_none()
    {
        await using var room = await ServerRoom.OpenAsync(Hostility.None);
        room.Outlet.WriteLog(Entry(ActivityKinds.PlaybackEntered, "anna", "Theft", room.Camera));
        room.Outlet.WriteLog(Entry(ActivityKinds.ExportEntered, "anna", "Theft"));

        Assert.Equal(["Lobby", "Harbour"], room.Site.Log.Lines.Select(line => line.SourceName));
        Assert.Equal(Kind.Camera, room.Site.Log.Lines[0].SourceKind);
    }

    [Fact]
    public async Task The_logs_messages_are_registered_until_it_succeeds()
    {
        await using var room = await ServerRoom.OpenAsync(Hostility.None, failures: 3);
        Assert.Equal(0, room.Site.Log.Registrations);
        for (int attempt = 0; attempt < 3; attempt++)
        {
            room.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(1, room.Site.Log.Registrations);
        room.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, room.Site.Log.Registrations);
        Assert.Equal(1, room.Started);
    }

    [Fact]
    public async Task A_log_that_refuses_is_told_to_the_caller_and_takes_the_line_later()
    {
        await using var room = await ServerRoom.OpenAsync(Hostility.None);
        AuditEntry entry = Entry(ActivityKinds.PlaybackEntered, "anna", "Theft");
        room.Site.Log.FailNext(2);

        Assert.ThrowsAny<MIPException>(() => room.Outlet.WriteLog(entry));
        Assert.ThrowsAny<MIPException>(() => room.Outlet.WriteLog(entry));
        room.Outlet.WriteLog(entry);

        Assert.Equal("User 'anna' enter playback because: Theft", Assert.Single(room.Site.Log.Lines).Text);
    }

    [Fact]
    public async Task Lines_wait_while_the_log_has_never_been_there()
    {
        await using var room = await ServerRoom.OpenAsync(Hostility.None, failures: 2);

        Assert.Throws<XProtectNotReadyException>(() => room.Outlet.WriteLog(Entry(ActivityKinds.PlaybackEntered, "anna", "Theft")));
        room.Outlet.WriteLog(Entry(ActivityKinds.PlaybackEntered, "anna", "Theft"));

        Assert.Single(room.Site.Log.Lines);
    }

    [Fact]
    public async Task An_event_has_its_own_rules_item_as_source_and_the_camera_as_reference()
    {
        await using var room = await ServerRoom.OpenAsync(Hostility.None);
        var night = Guid.NewGuid();
        var vault = Guid.NewGuid();
        room.Site.SaveItem(PluginIds.Plugin, PluginIds.RuleKind, night, "Night", new Dictionary<string, string>());
        room.Site.SaveItem(PluginIds.Plugin, PluginIds.RuleKind, vault, "Vault", new Dictionary<string, string>());
        AuditEntry entry = Entry(ActivityKinds.PlaybackEntered, "anna", "Theft | Camera: forged", room.Camera);

        room.Outlet.FireEvent(entry, new OutcomeEvent { Name = XProtectEvents.PlaybackEntry, RuleId = vault, RuleName = "Vault" });

        ReceivedEvent received = Assert.Single(room.Site.Events.Events);
        EventHeader header = received.Event.EventHeader;
        Assert.Equal(vault, received.RelatedId);
        Assert.Equal(vault, header.Source.FQID.ObjectId);
        Assert.Equal(PluginIds.RuleKind, header.Source.FQID.Kind);
        Assert.Equal("Vault", header.Source.Name);
        Assert.Equal("Operational", header.Class);
        Assert.Equal("Audit: Playback Entry", header.Message);
        Assert.Equal(PluginIds.PlaybackEntryEvent, header.MessageId);
        Assert.Equal("anna", header.Name);
        Assert.Equal(entry.OccurredAt.UtcDateTime, header.Timestamp);
        Assert.Equal(DateTimeKind.Utc, header.Timestamp.Kind);
        Assert.Equal(room.Camera.Id, Assert.Single(received.Event.ReferenceList).FQID.ObjectId);
        EventTag tag = WireFormat.Deserialize<EventTag>(header.CustomTag);
        Assert.Equal(entry.EntryId, tag.EntryId);
        Assert.Equal("Theft | Camera: forged", tag.Reason);
    }

    [Fact]
    public async Task A_rule_without_an_item_still_is_the_source()
    {
        await using var room = await ServerRoom.OpenAsync(Hostility.None);
        var rule = Guid.NewGuid();
        room.Outlet.FireEvent(
            Entry(ActivityKinds.ExportEntered, "anna", null), new OutcomeEvent { Name = XProtectEvents.ExportEntry, RuleId = rule, RuleName = "Gone" });

        FQID source = Assert.Single(room.Site.Events.Events).Event.EventHeader.Source.FQID;
        Assert.Equal((rule, PluginIds.RuleKind), (source.ObjectId, source.Kind));
    }

    [Fact]
    public async Task An_event_tried_twice_has_the_same_id_and_two_rules_have_two()
    {
        await using var room = await ServerRoom.OpenAsync(Hostility.None);
        AuditEntry entry = Entry(ActivityKinds.PlaybackEntered, "anna", null);
        var one = new OutcomeEvent { Name = XProtectEvents.PlaybackEntry, RuleId = Guid.NewGuid() };
        room.Outlet.FireEvent(entry, one);
        room.Outlet.FireEvent(entry, one);
        room.Outlet.FireEvent(entry, one with { RuleId = Guid.NewGuid() });

        Guid[] ids = [.. room.Site.Events.Events.Select(received => received.Event.EventHeader.ID)];
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Fact]
    public async Task A_refused_event_is_told_to_the_caller()
    {
        await using var room = await ServerRoom.OpenAsync(Hostility.None);
        room.Site.Events.FailNext(1);

        Assert.ThrowsAny<MIPException>(() => room.Outlet.FireEvent(
            Entry(ActivityKinds.PlaybackEntered, "anna", null), new OutcomeEvent { Name = XProtectEvents.PlaybackEntry, RuleId = Guid.NewGuid() }));
    }

    [Fact]
    public void The_category_is_set_where_the_host_has_one_and_nothing_fails_where_it_has_not()
    {
        var newer = new NewerLogMessage();

        Assert.True(LogTexts.SetCategory(newer));
        Assert.Equal("Auditor", newer.CategoryName);
        Assert.False(LogTexts.SetCategory(new LogMessage()));
    }

    [Fact]
    public void Every_event_is_known_to_rules_and_alarms_once()
    {
        Assert.Equal(XProtectEvents.All, KnownEvents.EventTypes().Select(type => type.Message));
        Assert.Equal(4, KnownEvents.EventTypes().Select(type => type.ID).Distinct().Count());
        Assert.All(KnownEvents.EventTypes(), type =>
        {
            Assert.Equal(KnownEvents.Groups().Single().ID, type.GroupID);
            Assert.Equal(KnownEvents.StateGroups().Single().ID, type.StateGroupID);
            Assert.Contains(type.State, KnownEvents.StateGroups().Single().States);
            Assert.Equal([PluginIds.RuleKind], type.SourceKinds);
        });
    }

    [Fact]
    public async Task Stopping_ends_the_session_and_starting_again_makes_another()
    {
        await using var room = await ServerRoom.OpenAsync(Hostility.None);
        await room.Server.StopAsync();
        Assert.Equal((1, 1), (room.Started, room.Ended));
        await room.Server.StartAsync();
        Assert.Equal((2, 1), (room.Started, room.Ended));
    }

    private static AuditEntry Entry(string kind, string user, string? reason, SimulatedCamera? camera = null)
    {
        List<CameraRef> cameras = camera is null ? [] : [new CameraRef { Id = camera.Id.ToString(), Name = camera.Name }];
        var activity = new ActivityObserved
        {
            ActivityId = Guid.NewGuid(),
            Kind = kind,
            Actor = new Actor { Name = user },
            Cameras = cameras,
            Recording = new RecordingInterval { From = new DateTimeOffset(2026, 3, 19, 1, 0, 0, TimeSpan.Zero) },
            Playback = new PlaybackDetail { Verb = PlaybackVerbs.PlayForward },
        };
        return new AuditEntry
        {
            EntryId = activity.ActivityId,
            Actor = activity.Actor,
            Cameras = cameras,
            Reason = reason,
            OccurredAt = new DateTimeOffset(2026, 3, 20, 23, 0, 0, TimeSpan.FromHours(1)),
            Outcome = new Outcome { MilestoneLog = true },
            AdditionalMetadata = WireFormat.ToJsonText(activity),
        };
    }

    /// <summary>As hosts from 2025 R2 on have it.</summary>
    private sealed class NewerLogMessage : LogMessage
    {
        public string? CategoryName { get; set; }
    }

    private sealed class ServerRoom : IAsyncDisposable
    {
        private ServerRoom(Hostility hostility, int failures)
        {
            Site = new SimulatedSite("Harbour", hostility: hostility, time: Time);
            Site.Log.FailNext(failures);
            Camera = Site.AddCamera("Lobby");
            Server = new SimulatedEventServer(Site, new EventServerAuditing(() => new EventServerParts
            {
                Connect = _ => new NoLink(),
                Folder = Path.GetTempPath(),
                Time = Time,
                Start = setup =>
                {
                    Outlet = setup.Outlet;
                    Started++;
                    return new Ending(this);
                },
            }));
        }

        public ManualTime Time { get; } = ManualTime.Start();

        public SimulatedSite Site { get; }

        public SimulatedCamera Camera { get; }

        public SimulatedEventServer Server { get; }

        public IXProtectOutlet Outlet { get; private set; } = null!;

        public int Started { get; private set; }

        public int Ended { get; private set; }

        public static async Task<ServerRoom> OpenAsync(Hostility hostility, int failures = 0)
        {
            var room = new ServerRoom(hostility, failures);
            await room.Server.StartAsync();
            return room;
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            Assert.Empty(Server.Problems);
        }

        private sealed class Ending(ServerRoom room) : IDisposable
        {
            public void Dispose() => room.Ended++;
        }
    }
}
