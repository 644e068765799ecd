namespace Auditor.Contracts;

/// <summary>State of a client, reported with its heartbeat.</summary>
public sealed record ClientHealth
{
    /// <summary>Activities on the workstation's disk that the broker has not confirmed yet.</summary>
    public long? SpoolDepth { get; init; }

    /// <summary>Workstation clock minus broker clock, in milliseconds.</summary>
    public long? ClockOffsetMilliseconds { get; init; }
}
