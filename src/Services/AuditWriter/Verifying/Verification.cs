using Auditor.Contracts;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Verifying;

/// <summary>A verification of the whole log that this process makes, or has made. Times are UTC.</summary>
public sealed record Verification
{
    public required Guid Id { get; init; }

    public required Actor RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Absent while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Absent while it runs, and when it was cancelled.</summary>
    public VerificationOutcome? Outcome { get; init; }

    /// <summary>The result in a sentence; absent while it runs.</summary>
    public string? Summary { get; init; }

    /// <summary>Entries that were read so far.</summary>
    public long Read { get; init; }

    /// <summary>Entries that there are to read; 0 until that is known.</summary>
    public long Total { get; init; }

    /// <summary>Entries of the checkpoint that was checked against.</summary>
    public long? CheckpointSize { get; init; }

    /// <summary>Entries whose content, or whose declared erasure, was proven.</summary>
    public long ProvenEntries { get; init; }

    /// <summary>Of these, those that were erased as the log declares.</summary>
    public long ErasedEntries { get; init; }

    /// <summary>What is wrong, at most 20.</summary>
    public IReadOnlyList<VerificationFault> Faults { get; init; } = [];

    /// <summary>What was found besides and is no fault; and what this cannot prove.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
