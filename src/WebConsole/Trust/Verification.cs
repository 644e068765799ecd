namespace Auditor.WebConsole.Trust;

/// <summary>A verification of the whole log by AuditWriter.</summary>
public sealed record Verification
{
    public Guid Id { get; init; }

    public Contracts.Actor RequestedBy { get; init; } = new();

    public DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>proven, notProven or couldNotCheck; null while it runs, and when it was cancelled.</summary>
    public string? Outcome { get; init; }

    public string? Summary { get; init; }

    public long Read { get; init; }

    public long Total { get; init; }

    public long ProvenEntries { get; init; }

    public long ErasedEntries { get; init; }

    public IReadOnlyList<VerificationFault> Faults { get; init; } = [];

    public IReadOnlyList<string> Remarks { get; init; } = [];
}
