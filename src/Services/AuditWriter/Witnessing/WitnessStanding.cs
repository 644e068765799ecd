namespace Auditor.AuditWriter.Witnessing;

/// <summary>How this process stands with one witness.</summary>
internal sealed record WitnessStanding
{
    /// <summary>Size of the checkpoint that it has; null while that is not known.</summary>
    public long? Size { get; init; }

    /// <summary>When it last took a checkpoint of this process (UTC).</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>Since when it has not answered as it should (UTC); null when it does.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>What is wrong, in words; null when nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>A person has to look at once.</summary>
    public bool Disputed { get; init; }

    /// <summary>Why the log must not be signed, in words; null when the witness does not contradict the store.</summary>
    public string? Objection { get; init; }
}
