namespace Auditor.WebConsole.Overview;

/// <summary>Persons who opened the same camera several times, as <c>/api/audit/repeats</c> says it.</summary>
public sealed record RepeatList(IReadOnlyList<RepeatList.Pair> Pairs)
{
    /// <summary>One person and one camera: how often, on how many days, and when last (UTC).</summary>
    public sealed record Pair(string Actor, string Camera, string CameraName, long Count, long Days, DateTimeOffset First, DateTimeOffset Last);
}
