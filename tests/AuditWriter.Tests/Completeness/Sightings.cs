using Auditor.AuditWriter.Completeness;
using Auditor.Contracts;

namespace Auditor.AuditWriter.Tests.Completeness;

/// <summary>Sightings of one session, one second and one position after the other.</summary>
internal static class Sightings
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    public static readonly Guid Session = Guid.Parse("0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d");

    public static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    public static SessionSighting Of(long position, long? number, string kind = ActivityKinds.PlaybackEntered) => new()
    {
        Position = position,
        SessionId = Session,
        Number = number,
        Kind = kind,
        OccurredAt = At(position - 1),
        AcceptedAt = At(position - 0.5),
        AppendedAt = At(position),
        Tenant = "harbour",
        Site = "Harbour",
        User = "mkoch",
        Workstation = "WS-7",
    };

    /// <summary>A session that has seen these numbers, in this order.</summary>
    public static SessionTracker Seen(params long[] numbers)
    {
        var tracker = SessionTracker.Begin(Of(0, null));
        See(tracker, 0, numbers);
        return tracker;
    }

    public static void See(SessionTracker tracker, long firstPosition, params long[] numbers)
    {
        foreach (long number in numbers)
        {
            tracker.See(Of(firstPosition++, number));
        }
    }
}
