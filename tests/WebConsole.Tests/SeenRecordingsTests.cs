using Auditor.Contracts;
using Auditor.WebConsole.Questions;
using Auditor.Wire;

namespace Auditor.WebConsole.Tests;

/// <summary>Which recordings were seen, out of entries.</summary>
public sealed class SeenRecordingsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly CameraRef Vault = new() { Id = "v", Name = "Vault" };
    private static readonly CameraRef Lobby = new() { Id = "l", Name = "Lobby" };
    private static readonly Guid Session = Guid.CreateVersion7();

    [Fact]
    public void What_overlaps_is_one_stretch_and_what_does_not_is_two()
    {
        SeenBy seen = Assert.Single(All(Played(1, 0, 10), Played(2, 5, 20), Played(3, 30, 40)));

        Assert.Equal([(0, 20, 2), (30, 40, 1)], seen.Intervals.Select(one => (Minutes(one.From), Minutes(one.To), one.Entries)));
        Assert.Equal((Noon.AddMinutes(1), Noon.AddMinutes(2)), (seen.Intervals[0].First, seen.Intervals[0].Last));
    }

    [Fact]
    public void The_beginning_of_a_play_is_part_of_the_stretch_that_its_stop_tells()
    {
        SeenBy seen = Assert.Single(All(Played(1, 0, null), Played(3, 0, 2)));

        Assert.Equal([(0, 2, 1)], seen.Intervals.Select(one => (Minutes(one.From), Minutes(one.To), one.Entries)));
    }

    [Fact]
    public void A_play_whose_stop_is_not_there_has_an_end_that_is_not_known()
    {
        SeenBy seen = Assert.Single(All(Played(1, 0, null), Played(3, 0, 2) with { Actor = new Actor { Name = "anna", Session = Guid.CreateVersion7() } }));

        Assert.Contains(seen.Intervals, one => one.From == Noon && one.To is null);
    }

    [Fact]
    public void A_play_backwards_without_a_stop_has_a_start_that_is_not_known()
    {
        AuditEntry reverse = Played(1, 5, null) with { AdditionalMetadata = WireFormat.ToJsonText(new { playback = new { verb = PlaybackVerbs.PlayReverse } }) };

        SeenInterval only = Assert.Single(Assert.Single(All(reverse)).Intervals);

        Assert.Equal((null, Noon.AddMinutes(5)), (only.From, only.To));
    }

    [Fact]
    public void A_reason_is_that_of_the_opening_before_it_in_the_same_session()
    {
        Guid first = Guid.CreateVersion7();
        Guid second = Guid.CreateVersion7();
        AuditEntry other = Opened(5, Guid.CreateVersion7()) with { Reason = "Not this one", Actor = new Actor { Name = "anna", Session = Guid.CreateVersion7() } };

        SeenBy seen = Assert.Single(All(
            Opened(0, first), Answer(1, first, AuditableActions.Give, "Theft"), Played(2, 0, 1), other,
            Opened(10, second), Answer(11, second, AuditableActions.Decline, null), Played(12, 5, 6)));

        Assert.Equal(["Theft"], seen.Intervals[0].Reasons);
        Assert.Empty(seen.Intervals[1].Reasons);
        Assert.Equal(["declined to answer"], seen.Intervals[1].Refusals);
    }

    [Fact]
    public void Of_an_export_each_camera_has_its_own_stretch()
    {
        AuditEntry export = Entry(1, AuditableResources.Export, AuditableActions.Complete) with
        {
            Cameras = [Vault, Lobby],
            Recording = new RecordingInterval { From = Noon, To = Noon.AddMinutes(60) },
            AdditionalMetadata = WireFormat.ToJsonText(new ActivityObserved
            {
                Export = new ExportDetail { Recordings = [new ExportedRecording { Camera = Vault, From = Noon, To = Noon.AddMinutes(5) }, new ExportedRecording { Camera = Lobby, From = Noon.AddMinutes(50), To = Noon.AddMinutes(60) }] },
            }),
        };

        IReadOnlyList<SeenBy> inTheEnd = SeenRecordings.Of([export], camera => camera.Id == "v", (Noon.AddMinutes(50), Noon.AddMinutes(60)));
        SeenInterval vault = Assert.Single(Assert.Single(SeenRecordings.Of([export], camera => camera.Id == "v", (Noon, Noon.AddMinutes(60)))).Intervals);

        Assert.Empty(inTheEnd);
        Assert.Equal((true, false, 0, 5), (vault.Exported, vault.Unfinished, Minutes(vault.From), Minutes(vault.To)));
    }

    [Theory]
    [InlineData(AuditableActions.Complete, false)]
    [InlineData(AuditableActions.Cancel, null)]
    [InlineData(AuditableActions.Fail, null)]
    [InlineData(null, true)]
    public void An_export_that_nobody_saw_end_counts_and_one_that_was_given_up_does_not(string? end, bool? unfinished)
    {
        Guid export = Guid.CreateVersion7();
        AuditEntry Step(double at, string action) => Entry(at, AuditableResources.Export, action) with { CorrelationId = export, Recording = new RecordingInterval { From = Noon, To = Noon.AddMinutes(5) } };

        IReadOnlyList<SeenBy> seen = end is null ? All(Step(1, AuditableActions.Start)) : All(Step(1, AuditableActions.Start), Step(2, end));

        Assert.Equal(unfinished, seen.Count == 0 ? null : Assert.Single(Assert.Single(seen).Intervals).Unfinished);
    }

    [Fact]
    public void Openings_of_which_no_minute_is_known_are_told_of_a_person_but_are_no_answer_about_minutes()
    {
        Assert.Empty(Assert.Single(All(Opened(0, Guid.CreateVersion7()))).Intervals);
        Assert.Empty(SeenRecordings.Of([Opened(0, Guid.CreateVersion7())], _ => true, (Noon, Noon.AddMinutes(1))));
    }

    [Fact]
    public void Only_what_overlaps_the_time_asked_about_counts()
    {
        AuditEntry[] entries = [Played(1, 0, 10), Played(2, 20, 30), Played(3, 9, 9)];

        Assert.Empty(SeenRecordings.Of(entries, _ => true, (Noon.AddMinutes(10), Noon.AddMinutes(20))));
        Assert.Single(SeenRecordings.Of(entries, _ => true, (Noon.AddMinutes(9), Noon.AddMinutes(20))));
    }

    private static IReadOnlyList<SeenBy> All(params AuditEntry[] entries) => SeenRecordings.Of(entries, _ => true, overlaps: null);

    private static int Minutes(DateTimeOffset? time) => (int)(time!.Value - Noon).TotalMinutes;

    private static AuditEntry Entry(double at, string resource, string action) => new()
    {
        EntryId = Guid.CreateVersion7(),
        AuditableResource = resource,
        AuditableAction = action,
        OccurredAt = Noon.AddMinutes(at),
        Actor = new Actor { Name = "anna", Session = Session },
        Cameras = [Vault],
    };

    private static AuditEntry Opened(double at, Guid correlation) => Entry(at, AuditableResources.Playback, AuditableActions.Enter) with { CorrelationId = correlation };

    private static AuditEntry Answer(double at, Guid correlation, string action, string? reason) =>
        Entry(at, AuditableResources.Reason, action) with { CorrelationId = correlation, Reason = reason };

    private static AuditEntry Played(double at, double from, double? to) => Entry(at, AuditableResources.Playback, AuditableActions.Act) with
    {
        Recording = new RecordingInterval { From = Noon.AddMinutes(from), To = to is { } end ? Noon.AddMinutes(end) : null },
    };
}
