namespace Auditor.Plugin.Core.Spooling;

/// <summary>Bounds of a spool. They hold over all sessions in its folder.</summary>
public sealed record SpoolOptions
{
    /// <summary>How many activities may wait. Beyond, the oldest are given up, a whole segment at a time; never the last segment of a session, so that the hole shows.</summary>
    public long MaximumActivities { get; init; } = 1_000_000;

    /// <summary>How long an activity may wait.</summary>
    public TimeSpan MaximumAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>For how long a client runs before it gives up anything for its age: what waited through a holiday gets its chance to be sent.</summary>
    public TimeSpan ChanceToSend { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The share of either bound from which on <see cref="SpoolStatus.Problem"/> warns.</summary>
    public double WarnFrom { get; init; } = 0.5;

    /// <summary>A segment file that has grown to this many bytes is followed by the next.</summary>
    public int SegmentBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>A segment file as old as this is followed by the next, so that a quiet client gives up hours and not days at once.</summary>
    public TimeSpan SegmentAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many activities are kept in memory while the disk takes none; beyond, the oldest of them are given up.</summary>
    public int MaximumInMemory { get; init; } = 50_000;

    /// <summary>First pause after a failure of the disk; it doubles up to <see cref="LongestRetry"/>.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause between two attempts at a disk that fails.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(30);
}
