using Auditor.Contracts;

namespace Auditor.Storage.Tests;

/// <summary>Entries as the writer makes them.</summary>
internal static class Entries
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    public static readonly CameraRef Entrance = new() { Id = "5c3f0a31-9d7e-4a40-8d0e-3f3f4b8b1c01", Name = "Entrance" };

    public static readonly CameraRef Vault = new() { Id = "5c3f0a31-9d7e-4a40-8d0e-3f3f4b8b1c02", Name = "Vault" };

    /// <summary>Occurred so many minutes after noon.</summary>
    public static AuditEntry At(double minutes) => new()
    {
        EntryId = Guid.CreateVersion7(),
        AuditableResource = AuditableResources.Playback,
        AuditableAction = AuditableActions.Enter,
        ResourceName = "Playback",
        Actor = new Actor { Id = "S-1-5-21-7", Name = @"CORP\anna", DisplayName = "Anna Kern", Workstation = "WS-7" },
        OccurredAt = Noon.AddMinutes(minutes),
        AcceptedAt = Noon.AddMinutes(minutes).AddSeconds(1),
        AppendedAt = Noon.AddMinutes(minutes).AddSeconds(2),
        Target = new Target { Level = TargetLevels.Endpoint, Name = "Entrance", Path = "default/Entrance" },
        Cameras = [Entrance],
    };

    /// <summary>One a minute from noon on.</summary>
    public static AuditEntry[] EachMinute(int count) => [.. Enumerable.Range(0, count).Select(minute => At(minute))];

    /// <summary>Every field filled, with what storage likes to lose.</summary>
    public static AuditEntry Full() => At(0) with
    {
        Tenant = "north",
        OccurredAt = new DateTimeOffset(Noon.Ticks + 1_234_567, TimeSpan.Zero),
        Actor = new Actor
        {
            Type = ActorTypes.User,
            Id = "S-1-5-21-7",
            Name = @"CORP\jürgen",
            DisplayName = "Jürgen 張偉 🎥",
            Account = "windows",
            Roles = [new RoleRef { Id = "r1", Name = "Wächter" }],
            Workstation = "WS-7",
            Session = Guid.CreateVersion7(),
        },
        Cameras = [Entrance with { Groups = ["g1", "g2"] }, Vault],
        Recording = new RecordingInterval { From = Noon.AddDays(-1), To = Noon.AddDays(-1).AddTicks(7) },
        CorrelationId = Guid.CreateVersion7(),
        AdditionalMetadata = new JsonText("""{"b":1.50,"a":["x",null,{"y":"é\u0001"}]}"""),
        PreviousState = new JsonText("[1,2]"),
        NewState = new JsonText("\"text\""),
        Reason = "Diebstahl – \"Fall 7\" 100 % <b>\n🎥",
        Rules = [new RuleMatch { Id = Guid.CreateVersion7(), Name = "Everyone", Version = 3 }],
        Outcome = new Outcome { MilestoneLog = true, NotificationChannels = ["siem"] },
        Result = AuditResults.Denied,
    };
}
