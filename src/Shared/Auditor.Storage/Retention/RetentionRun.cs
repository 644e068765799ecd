using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>One application of the policies to the log.</summary>
public sealed record RetentionRun
{
    public Guid RunId { get; init; }

    public Actor RequestedBy { get; init; } = new();

    /// <summary>UTC.</summary>
    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>True for a daily run, false for one that a person asked for.</summary>
    public bool Scheduled { get; init; }

    /// <summary>What was due at this moment, of what was in the log then (UTC).</summary>
    public DateTimeOffset AsOf { get; init; }

    /// <summary>By the policies of this revision and no others.</summary>
    public long PolicyRevision { get; init; }

    public RetentionRunState State { get; init; }

    /// <summary>Entries declared as erased, before they were.</summary>
    public long Declared { get; init; }

    /// <summary>Entries whose bodies were removed.</summary>
    public long Erased { get; init; }

    /// <summary>Entries declared and then left, because a hold was placed or the policies were changed meanwhile.</summary>
    public long Kept { get; init; }

    /// <summary>Settled failed appends that were removed.</summary>
    public long FailedAppends { get; init; }

    /// <summary>What was declared until then is dealt with (UTC); null before the first.</summary>
    public DateTimeOffset? FinishedUntil { get; init; }

    /// <summary>UTC; null while it is not ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it does not get on, in words; it is tried again. Null when all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>What its writer sealed it with, in base64; a decision without its seal was put into the store by somebody else.</summary>
    public string? Seal { get; init; }

    public bool IsEnded => State is RetentionRunState.Done or RetentionRunState.Overtaken;
}
