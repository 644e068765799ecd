using Auditor.Contracts;

namespace Auditor.EndToEnd.Tests;

/// <summary>Activities of one client session, numbered as a plugin numbers them.</summary>
internal static class Activities
{
    private static readonly DateTimeOffset Start = new(2026, 3, 20, 7, 0, 0, TimeSpan.Zero);

    public static ActivityObserved[] Make(int count)
    {
        Guid session = Guid.CreateVersion7();
        return
        [
            .. Enumerable.Range(1, count).Select(number => new ActivityObserved
            {
                ActivityId = Guid.CreateVersion7(),
                Kind = ActivityKinds.PlaybackAction,
                ClientSessionId = session,
                SequenceNumber = number,
                ObservedAt = Start.AddSeconds(number),
                Actor = new Actor { Name = "admin", Workstation = "PC-01" },
                Site = new SiteRef { Name = "Harbour" },
                Cameras = [new CameraRef { Id = "cam-1", Name = "Camera 1" }],
                Playback = new PlaybackDetail { Verb = PlaybackVerbs.PlayForward, At = Start.AddHours(-1) },
            }),
        ];
    }
}
