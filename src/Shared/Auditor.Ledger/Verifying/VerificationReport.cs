namespace Auditor.Ledger;

/// <summary>What a verification found.</summary>
public sealed record VerificationReport
{
    /// <summary>Most faults that are listed one by one.</summary>
    public const int MostFaults = 20;

    public required VerificationOutcome Outcome { get; init; }

    /// <summary>The checkpoint that was checked against; null when none was trusted.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>Entries whose content, or whose declared erasure, was proven to be what was signed.</summary>
    public long ProvenEntries { get; init; }

    /// <summary>Of these, entries that were erased as an entry of the log declares, of which only the hash is left.</summary>
    public long ErasedEntries { get; init; }

    /// <summary>What is wrong: faults of entries by position, then the others. At most <see cref="MostFaults"/>.</summary>
    public IReadOnlyList<LogFault> Faults { get; init; } = [];

    /// <summary>True when there are more faults than are listed.</summary>
    public bool HasMoreFaults { get; init; }

    /// <summary>What was found besides and is no fault; and what the verification cannot prove. Sentences for people.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The result in one sentence, and what remains proven.</summary>
    public required string Summary { get; init; }

    /// <summary>The report of a check that could not be made.</summary>
    public static VerificationReport CouldNotCheck(string why) => new() { Outcome = VerificationOutcome.CouldNotCheck, Summary = "Could not check: " + why };

    /// <summary>The report of a check that failed before there was an entry to look at.</summary>
    internal static VerificationReport Refused(params ReadOnlySpan<LogFault> faults) => new()
    {
        Outcome = VerificationOutcome.NotProven,
        Faults = faults.ToArray(),
        Summary = "Not proven: nothing in it is proven.",
    };
}
