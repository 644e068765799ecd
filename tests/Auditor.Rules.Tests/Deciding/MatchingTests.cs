using Auditor.Contracts;
using Xunit;

namespace Auditor.Rules.Tests;

public sealed class MatchingTests
{
    private static AuditRule At(CameraScope scope) => Given.Rule() with { Cameras = scope };

    [Fact]
    public void An_empty_book_matches_nothing_and_says_its_revision()
    {
        Assert.Equal(0, RuleBook.Empty.Decide(Given.Activity()).Revision);
        Assert.Empty(RuleBook.Empty.Decide(Given.Activity()).Matches);
        Assert.Equal(5, Given.Decide(Given.Activity()).Revision);
        Assert.Equal(5, Given.Decide(Given.Activity(), Given.Rule()).Revision);
    }

    [Fact]
    public void A_disabled_rule_does_not_match() => Assert.False(Given.Matches(Given.Rule() with { Enabled = false }));

    [Fact]
    public void Matches_are_by_name_and_then_id_and_carry_version_and_mode()
    {
        Decision decision = Given.Decide(
            Given.Activity(),
            Given.Rule("b", 1), Given.Rule("a", 3), Given.Rule("B", 4) with { Mode = RuleMode.Shadow }, Given.Rule("a", 2));
        Assert.Equal(
            [
                new RuleMatch { Id = Given.Id(4), Name = "B", Version = 3, Mode = RuleMode.Shadow },
                new RuleMatch { Id = Given.Id(2), Name = "a", Version = 3 },
                new RuleMatch { Id = Given.Id(3), Name = "a", Version = 3 },
                new RuleMatch { Id = Given.Id(1), Name = "b", Version = 3 },
            ],
            decision.Matches);
    }

    [Fact]
    public void A_rule_with_prompt_and_trigger_off_matches_all_the_same() =>
        Assert.True(Given.Matches(Given.Rule() with { Playback = new Demand() }));

    [Theory]
    [InlineData("ClientStarted")]
    [InlineData("ClientHeartbeat")]
    [InlineData("ReasonGiven")]
    [InlineData("playbackentered")]
    [InlineData("SomethingNewer")]
    [InlineData("")]
    public void A_kind_without_an_activity_type_matches_no_rule(string kind) =>
        Assert.False(Given.Matches(Given.Rule(), Given.Activity(kind)));

    [Theory]
    [InlineData("C1", true)]
    [InlineData("c2", false)]
    [InlineData("g1", false)]
    public void A_listed_camera_is_in_scope(string id, bool matches) =>
        Assert.Equal(matches, Given.Matches(At(new CameraScope { Specified = true, Cameras = [new CameraRef { Id = id }] })));

    [Theory]
    [InlineData("G1", true)]
    [InlineData("g2", false)]
    [InlineData("c1", false)]
    public void A_camera_in_a_listed_group_is_in_scope(string id, bool matches) =>
        Assert.Equal(matches, Given.Matches(At(new CameraScope { Specified = true, Groups = [new CameraGroupRef { Id = id }] })));

    [Fact]
    public void One_camera_of_several_is_enough()
    {
        ActivityObserved activity = Given.Activity() with { Cameras = [new CameraRef { Id = "c8" }, new CameraRef { Id = "c9" }] };
        Assert.True(Given.Matches(At(new CameraScope { Specified = true, Cameras = [new CameraRef { Id = "c9" }] }), activity));
    }

    [Fact]
    public void Cameras_that_are_listed_but_not_specified_restrict_nothing() =>
        Assert.True(Given.Matches(At(new CameraScope { Cameras = [new CameraRef { Id = "c9" }] })));

    [Fact]
    public void An_activity_without_cameras_matches_only_rules_for_all_cameras()
    {
        ActivityObserved activity = Given.Activity() with { Cameras = [] };
        Assert.True(Given.Matches(Given.Rule(), activity));
        Assert.False(Given.Matches(At(new CameraScope { Specified = true, Cameras = [new CameraRef { Id = "c1" }, new CameraRef { Id = "" }] }), activity));
    }

    [Fact]
    public void An_exported_camera_counts_though_it_is_not_in_view()
    {
        ActivityObserved activity = Given.Activity(ActivityKinds.ExportStarted) with
        {
            Cameras = [],
            Export = new ExportDetail { Recordings = [new ExportedRecording { Camera = new CameraRef { Id = "c7" } }] },
        };
        Assert.True(Given.Matches(At(new CameraScope { Specified = true, Cameras = [new CameraRef { Id = "c7" }] }), activity));
    }

    [Theory]
    [InlineData("PlaybackEntered", null, ActivityType.Playback)]
    [InlineData("PlaybackLeft", null, ActivityType.Playback)]
    [InlineData("PlaybackAction", null, ActivityType.Playback)]
    [InlineData("IndependentPlaybackEnabled", null, ActivityType.IndependentPlayback)]
    [InlineData("IndependentPlaybackDisabled", null, ActivityType.IndependentPlayback)]
    [InlineData("IndependentPlaybackAction", null, ActivityType.IndependentPlayback)]
    [InlineData("ExportEntered", null, ActivityType.Export)]
    [InlineData("ExportLeft", null, ActivityType.Export)]
    [InlineData("ExportStarted", null, ActivityType.Export)]
    [InlineData("ExportCompleted", null, ActivityType.Export)]
    [InlineData("ExportCancelled", null, ActivityType.Export)]
    [InlineData("ExportFailed", "PlaybackEntered", ActivityType.Export)]
    [InlineData("ReasonGiven", "PlaybackEntered", ActivityType.Playback)]
    [InlineData("ReasonDeclined", "ExportEntered", ActivityType.Export)]
    [InlineData("ReasonExpired", "IndependentPlaybackEnabled", ActivityType.IndependentPlayback)]
    [InlineData("ReasonGiven", "ReasonGiven", null)]
    [InlineData("ReasonGiven", null, null)]
    [InlineData("ClientStarted", "PlaybackEntered", null)]
    public void A_kind_belongs_to_one_type_and_a_reason_to_that_of_what_it_is_about(string kind, string? about, ActivityType? type) =>
        Assert.Equal(type, ActivityTypes.Of(kind, about));

    [Fact]
    public void A_rule_that_would_not_pass_validation_does_not_disturb_the_others()
    {
        AuditRule[] odd =
        [
            null!,
            Given.Rule() with { Name = null!, Whom = null! },
            new AuditRule
            {
                Name = null!, Cameras = null!, Playback = null!, Export = null!, IndependentPlayback = null!,
                PredefinedReasons = null!, ReasonPolicy = null!, Conditions = null!, NotificationChannels = null!,
                Whom = new Whom { Everyone = true, Users = null!, Roles = null!, ExcludedUsers = null!, ExcludedRoles = null! },
            },
            Given.Rule("lists") with
            {
                Whom = new Whom { Users = [null!, new UserRef()], Roles = [null!, new RoleRef()], ExcludedUsers = [null!], ExcludedRoles = [null!] },
                Cameras = new CameraScope { Specified = true, Cameras = [null!, new CameraRef { Id = null! }], Groups = [null!] },
            },
            Given.Rule("inner", 2) with
            {
                PredefinedReasons = [null!, new PredefinedReason { Text = null!, Activities = null! }],
                NotificationChannels = [null!, ""],
                ReasonPolicy = new ReasonPolicy { CaseNumberPattern = "(" },
            },
            Given.Rule("zone", 4) with { Conditions = new RuleConditions { Schedule = new Schedule { TimeZone = "Mars/Olympus", Outside = true } } },
            Given.Rule("time", 5) with { Conditions = new RuleConditions { Schedule = new Schedule { TimeZone = "UTC", Windows = [null!] } } },
        ];
        Decision decision = Given.Decide(Given.Activity(), [.. odd, Given.Rule("sound", 9)]);
        Assert.Equal(["", "inner", "sound"], decision.Matches.Select(match => match.Name));
    }

    [Fact]
    public void An_activity_with_nulls_in_it_is_decided_by_what_it_does_say()
    {
        ActivityObserved activity = Given.Activity() with { Actor = null!, Cameras = [null!, new CameraRef { Id = null!, Groups = null! }] };
        AuditRule[] rules = [Given.Rule("all"), At(new CameraScope { Specified = true, Groups = [new CameraGroupRef { Id = "g1" }] }) with { Name = "some" }];
        Assert.Equal("all", Assert.Single(Given.Decide(activity, rules).Matches).Name);

        activity = Given.Activity() with { Cameras = null!, Actor = new Actor { Name = null!, Roles = [null!] }, Export = new ExportDetail { Recordings = [null!] } };
        Assert.Equal("all", Assert.Single(Given.Decide(activity, rules).Matches).Name);
    }

    [Fact]
    public void Deciding_that_nothing_matches_allocates_nothing()
    {
        var book = RuleBook.Compile(
            [.. Enumerable.Range(0, 500).Select(i => Given.Rule($"{i}", i) with { Whom = new Whom { Users = [new UserRef { Name = $"user{i}" }] } })],
            1);
        ActivityObserved activity = Given.Activity() with { Actor = new Actor { Name = "nobody", Id = "S-1" } };
        _ = book.Decide(activity);
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = book.Decide(activity);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void One_book_decides_on_many_threads_at_once()
    {
        var book = RuleBook.Compile([.. Enumerable.Range(0, 300).Select(i => Given.Rule($"{i:000}", i) with { Whom = new Whom { Users = [new UserRef { Name = $"user{i % 10}" }] } })], 1);
        Parallel.For(0, 5000, i =>
        {
            ActivityObserved activity = Given.Activity() with { Actor = new Actor { Name = $"user{i % 10}" } };
            Assert.Equal(30, book.Decide(activity).Matches.Count);
        });
    }
}
