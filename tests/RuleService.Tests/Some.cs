using Auditor.Contracts;

namespace Auditor.RuleService.Tests;

/// <summary>Rules and activities to test with.</summary>
internal static class Some
{
    public static Actor Anna { get; } = new() { Id = "S-1-5-21-1-2-3-1001", Name = @"CORP\anna", Roles = [new RoleRef { Name = "Operators" }] };

    public static AuditRule Rule(string name = "Footage of the vault") => new()
    {
        Name = name,
        Whom = new Whom { Users = [new UserRef { Name = @"CORP\anna" }] },
        Playback = new Demand { Prompt = true, Trigger = true },
        PredefinedReasons = [new PredefinedReason { Text = "Incident", Activities = [ActivityType.Playback] }],
    };

    public static ActivityObserved Activity(string kind = ActivityKinds.PlaybackEntered) => new()
    {
        ActivityId = Guid.CreateVersion7(),
        Kind = kind,
        ClientSessionId = Guid.CreateVersion7(),
        SequenceNumber = 1,
        ObservedAt = DateTimeOffset.UtcNow,
        Actor = Anna,
        Site = new SiteRef { Name = "HQ" },
        Cameras = [new CameraRef { Id = "c1", Name = "Vault" }],
    };
}
