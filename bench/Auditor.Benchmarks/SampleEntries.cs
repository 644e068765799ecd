using Auditor.Contracts;

namespace Auditor.Benchmarks;

/// <summary>Entries as they are in daily use, about 1 KB each as JSON.</summary>
internal static class SampleEntries
{
    public static AuditEntry[] Create(int count) => [.. Enumerable.Range(0, count).Select(At)];

    /// <summary>A playback entry of one camera by one of some operators, about 1 KB as JSON.</summary>
    public static AuditEntry At(int number)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var camera = new CameraRef { Id = $"5c3f0a31-9d7e-4a40-8d0e-3f3f4b8b{number % 500:x4}", Name = $"Camera {number % 500}" };
        return new AuditEntry
        {
            EntryId = Guid.CreateVersion7(),
            AuditableResource = AuditableResources.Playback,
            AuditableAction = AuditableActions.Act,
            ResourceName = "Playback",
            Actor = new Actor { Id = $"S-1-5-21-{number % 50}", Name = $@"CORP\operator{number % 50}", DisplayName = $"Operator {number % 50}", Workstation = "WS-1", Session = Guid.CreateVersion7() },
            OccurredAt = now,
            AcceptedAt = now,
            AppendedAt = now,
            Target = new Target { Level = TargetLevels.Endpoint, Name = camera.Name, Path = "default/" + camera.Name },
            Cameras = [camera],
            Recording = new RecordingInterval { From = now.AddDays(-1), To = now.AddHours(-23) },
            CorrelationId = Guid.CreateVersion7(),
            Reason = "Burglary - case 2026-0042",
            Rules = [new RuleMatch { Id = new Guid("0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d"), Name = "Everyone", Version = 3 }],
            AdditionalMetadata = new JsonText("{\"notes\":\"" + new string('x', 80) + "\"}"),
        };
    }
}
