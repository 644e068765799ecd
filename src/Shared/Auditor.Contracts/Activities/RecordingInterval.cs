namespace Auditor.Contracts;

/// <summary>A stretch of recordings, in recording time (UTC). Either end may be unknown.</summary>
public sealed record RecordingInterval
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }
}
