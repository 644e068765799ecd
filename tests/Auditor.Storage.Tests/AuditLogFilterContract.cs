using Auditor.Contracts;

namespace Auditor.Storage.Tests;

/// <summary>What each field of <see cref="AuditFilter"/> means. Every store passes it.</summary>
public abstract partial class AuditLogFilterContract : StoreContract<IAuditLog>
{
    private static readonly Guid Some = new("0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d");

    [Fact]
    public async Task From_is_included_and_to_is_not() =>
        await ExpectAsync(
            new AuditFilter { From = Entries.Noon.AddMinutes(1), To = Entries.Noon.AddMinutes(2) },
            match: [Entries.At(1), Entries.At(1.5)],
            no: [Entries.At(1) with { OccurredAt = Entries.Noon.AddMinutes(1).AddTicks(-1) }, Entries.At(2)]);

    [Theory]
    [InlineData(@"corp\ANNA")]
    [InlineData("s-1-5-21-7")]
    [InlineData("anna kern")]
    public async Task An_actor_is_found_by_name_id_or_display_name_whole_and_in_any_case(string actor) =>
        await ExpectAsync(
            new AuditFilter { Actor = actor },
            match: [Entries.At(0)],
            no:
            [
                Entries.At(1) with { Actor = new Actor { Name = @"CORP\annabel", Id = "S-1-5-21-77", DisplayName = "Anna Kerner" } },
                Entries.At(2) with { Actor = new Actor { Name = "anna" } },
            ]);

    [Theory]
    [InlineData("entrance")]
    [InlineData("5C3F0A31-9d7e-4a40-8d0e-3f3f4b8b1c01")]
    public async Task A_camera_is_found_by_id_or_name_whole_and_in_any_case(string camera) =>
        await ExpectAsync(
            new AuditFilter { Camera = camera },
            match: [Entries.At(0), Entries.At(1) with { Cameras = [Entries.Vault, Entries.Entrance] }],
            no:
            [
                Entries.At(2) with { Cameras = [Entries.Vault] },
                Entries.At(3) with { Cameras = [] },
                Entries.At(4) with { Cameras = [new CameraRef { Id = "x", Name = "Entrance 2" }] },
            ]);

    [Fact]
    public async Task A_camera_and_a_time_are_looked_at_together() =>
        await ExpectAsync(
            new AuditFilter { Camera = "Vault", From = Entries.Noon.AddMinutes(1), To = Entries.Noon.AddMinutes(3) },
            match: [Entries.At(1) with { Cameras = [Entries.Vault] }],
            no: [Entries.At(2), Entries.At(3) with { Cameras = [Entries.Vault] }, Entries.At(0) with { Cameras = [Entries.Vault] }]);

    [Fact]
    public async Task Resource_and_action_are_words() =>
        await ExpectAsync(
            new AuditFilter { Resource = AuditableResources.Export, Action = AuditableActions.Start },
            match: [Entries.At(0) with { AuditableResource = AuditableResources.Export, AuditableAction = AuditableActions.Start }],
            no:
            [
                Entries.At(1) with { AuditableResource = AuditableResources.Export },
                Entries.At(2) with { AuditableAction = AuditableActions.Start },
            ]);

    [Fact]
    public async Task A_rule_is_found_by_its_id() =>
        await ExpectAsync(
            new AuditFilter { RuleId = Some },
            match: [Entries.At(0) with { Rules = [new RuleMatch { Id = Guid.CreateVersion7() }, new RuleMatch { Id = Some, Name = "A" }] }],
            no: [Entries.At(1), Entries.At(2) with { Rules = [new RuleMatch { Id = Guid.CreateVersion7() }] }]);

    [Theory]
    [InlineData("theft", "A THEFT in hall 3", "thef t")]
    [InlineData("100%", "sure to 100%", "sure to 100 of")]
    [InlineData("a_b", "case A_B", "case axb")]
    [InlineData("a.b", "case a.B", "case axb")]
    [InlineData("(x", "odd (X", "odd x")]
    [InlineData(@"\d", @"path C:\data", "path 7")]
    [InlineData("[a-z]", "literal [A-Z]", "literal q")]
    [InlineData("*", "star *", "no star")]
    [InlineData("'; --", "it's '; -- so", "it's so")]
    [InlineData("張偉 🎥", "für 張偉 🎥 gesucht", "für 張 🎥")]
    public async Task Part_of_the_reason_means_itself_in_any_case(string part, string with, string without) =>
        await ExpectAsync(
            new AuditFilter { ReasonContains = part },
            match: [Entries.At(0) with { Reason = with }],
            no: [Entries.At(1) with { Reason = without }, Entries.At(2) with { Reason = null }]);

    [Fact]
    public async Task A_correlation_is_found_by_its_id() =>
        await ExpectAsync(
            new AuditFilter { CorrelationId = Some },
            match: [Entries.At(0) with { CorrelationId = Some }],
            no: [Entries.At(1), Entries.At(2) with { CorrelationId = Guid.CreateVersion7() }]);

    [Fact]
    public async Task A_client_session_is_found_by_its_id() =>
        await ExpectAsync(
            new AuditFilter { ClientSessionId = Some },
            match: [Entries.At(0) with { Actor = new Actor { Name = "a", Session = Some } }],
            no: [Entries.At(1), Entries.At(2) with { CorrelationId = Some }]);

    [Fact]
    public async Task A_target_is_found_by_level_and_by_name_in_any_case() =>
        await ExpectAsync(
            new AuditFilter { TargetLevel = TargetLevels.Group, TargetName = "hall 3" },
            match: [Entries.At(0) with { Target = new Target { Level = TargetLevels.Group, Name = "Hall 3" } }],
            no:
            [
                Entries.At(1) with { Target = new Target { Level = TargetLevels.Endpoint, Name = "Hall 3" } },
                Entries.At(2) with { Target = new Target { Level = TargetLevels.Group, Name = "Hall 33" } },
            ]);

    [Fact]
    public async Task Tenant_and_result_are_words() =>
        await ExpectAsync(
            new AuditFilter { Tenant = "north", Result = AuditResults.Failed },
            match: [Entries.At(0) with { Tenant = "north", Result = AuditResults.Failed }],
            no: [Entries.At(1) with { Tenant = "north" }, Entries.At(2) with { Result = AuditResults.Failed }]);

    [Fact]
    public async Task Recordings_match_when_they_overlap_and_an_unknown_end_is_open() =>
        await ExpectAsync(
            new AuditFilter { RecordingFrom = Entries.Noon, RecordingTo = Entries.Noon.AddHours(1) },
            match:
            [
                Recording(-1, 0.5),
                Recording(0.5, 2),
                Recording(0.2, 0.3),
                Recording(-1, 2),
                Recording(null, 0.1),
                Recording(0.9, null),
                Recording(null, null),
            ],
            no: [Recording(-2, 0), Recording(1, 2), Recording(null, -1), Recording(2, null), Entries.At(0)]);

    [Fact]
    public async Task Recordings_can_be_bounded_on_one_side()
    {
        await ExpectAsync(new AuditFilter { RecordingFrom = Entries.Noon }, match: [Recording(-1, 1)], no: [Recording(-2, 0), Entries.At(0)]);
        await ExpectAsync(new AuditFilter { RecordingTo = Entries.Noon.AddHours(-3) }, match: [Recording(-4, 9)], no: []);
    }

    [Fact]
    public async Task Everything_at_once_must_hold()
    {
        AuditEntry full = Entries.Full();
        var filter = new AuditFilter
        {
            From = full.OccurredAt,
            To = full.OccurredAt.AddTicks(1),
            Actor = full.Actor.Name,
            Camera = full.Cameras[1].Name,
            Resource = full.AuditableResource,
            Action = full.AuditableAction,
            RuleId = full.Rules[0].Id,
            ReasonContains = "fall 7",
            CorrelationId = full.CorrelationId,
            ClientSessionId = full.Actor.Session,
            TargetLevel = full.Target.Level,
            TargetName = full.Target.Name,
            Tenant = full.Tenant,
            Result = full.Result,
            RecordingFrom = full.Recording!.From,
            RecordingTo = full.Recording.To,
        };

        await ExpectAsync(filter, match: [full], no: [full with { EntryId = Guid.CreateVersion7(), Tenant = "south" }]);
        IAuditLog log = await OpenAsync();
        foreach (Facet facet in Enum.GetValues<Facet>())
        {
            Assert.NotEmpty(await log.CountByAsync(filter, facet, 10, Cancellation));
        }
    }

    private static AuditEntry Recording(double? fromHours, double? toHours) => Entries.At(0) with
    {
        Recording = new RecordingInterval
        {
            From = fromHours is { } from ? Entries.Noon.AddHours(from) : null,
            To = toHours is { } to ? Entries.Noon.AddHours(to) : null,
        },
    };

    private async Task ExpectAsync(AuditFilter filter, AuditEntry[] match, AuditEntry[] no)
    {
        IAuditLog log = await OpenAsync();
        await log.AppendAsync([.. match, .. no], Cancellation);

        AuditPage page = await log.QueryAsync(new AuditQuery(filter, Limit: 1000), Cancellation);
        HashSet<Guid> found = [.. page.Entries.Select(entry => entry.EntryId)];

        Assert.All(match, entry => Assert.Contains(entry.EntryId, found));
        Assert.All(no, entry => Assert.DoesNotContain(entry.EntryId, found));
        Assert.Equal(found.Count, await log.CountAsync(filter, Cancellation));
    }
}
