using Auditor.Contracts;

namespace Auditor.AuditWriter.Tests.Exporting;

/// <summary>Entries to export.</summary>
internal static class Watched
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    public static AuditEntry At(int minute, string camera = "Entrance") => new()
    {
        EntryId = Guid.CreateVersion7(),
        AuditableResource = AuditableResources.Playback,
        AuditableAction = AuditableActions.Enter,
        ResourceName = "Playback",
        Actor = new Actor { Id = "S-1-5-21-7", Name = @"CORP\anna", DisplayName = "Anna Kern", Workstation = "WS-7", Session = Guid.CreateVersion7() },
        OccurredAt = Noon.AddMinutes(minute),
        AcceptedAt = Noon.AddMinutes(minute).AddSeconds(1),
        Target = new Target { Level = TargetLevels.Endpoint, Name = camera, Path = "default/" + camera },
        Cameras = [new CameraRef { Id = camera.ToUpperInvariant(), Name = camera }],
        Recording = new RecordingInterval { From = Noon.AddDays(-1), To = Noon.AddDays(-1).AddMinutes(5) },
        Reason = "Burglary, case 2026-0042",
    };

    public static AuditEntry[] Many(int count) => [.. Enumerable.Range(0, count).Select(minute => At(minute))];
}
