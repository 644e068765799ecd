using Auditor.Contracts;

namespace Auditor.Faults.Load;

/// <summary>Activities of about 1 KB, as plugins send them.</summary>
internal static class SampleActivities
{
    private static readonly string[] Kinds =
    [
        ActivityKinds.PlaybackEntered, ActivityKinds.PlaybackAction, ActivityKinds.PlaybackAction, ActivityKinds.ExportEntered,
        ActivityKinds.PlaybackAction, ActivityKinds.ClientHeartbeat, ActivityKinds.PlaybackAction, ActivityKinds.PlaybackLeft,
    ];

    public static string KindOf(long sequenceNumber) => Kinds[sequenceNumber % Kinds.Length];

    public static ActivityObserved Make(Guid session, long sequenceNumber, string kind, int sender, TimeSpan clockOffset)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow + clockOffset;
        return new ActivityObserved
        {
            ActivityId = Guid.CreateVersion7(),
            Kind = kind,
            ClientSessionId = session,
            SequenceNumber = sequenceNumber,
            ObservedAt = now,
            UtcOffsetMinutes = 60,
            TimeZone = "Europe/Berlin",
            Actor = new Actor
            {
                Id = $"S-1-5-21-1004336348-1177238915-682003330-{1000 + sender}",
                Name = $"HARBOUR\\operator{sender}",
                DisplayName = $"Operator {sender}",
                Workstation = $"PC-{sender:00}",
                Roles = [new RoleRef { Id = "role-1", Name = "Operators" }],
            },
            Site = new SiteRef { Id = "site-1", Name = "Harbour" },
            Window = "Main window",
            Cameras = [.. Enumerable.Range(0, 4).Select(i => new CameraRef { Id = $"9f0c1c5e-3f3d-4a4e-8c1e-0000000000{(sender + i) % 100:00}", Name = $"Quay {(sender + i) % 100} north", Groups = ["group-1"] })],
            Playback = kind == ActivityKinds.PlaybackAction
                ? new PlaybackDetail { Verb = PlaybackVerbs.PlayForward, At = now.AddHours(-1), Speed = 1 }
                : null,
            Recording = kind == ActivityKinds.PlaybackAction ? new RecordingInterval { From = now.AddHours(-1) } : null,
            Client = kind == ActivityKinds.ClientHeartbeat ? new ClientHealth { SpoolDepth = 0, ClockOffsetMilliseconds = 0 } : null,
            PluginVersion = "0.1.0",
            PolicyRevision = 1,
        };
    }
}
