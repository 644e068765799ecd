namespace Auditor.Ledger;

/// <summary>What came of a verification; the numbers are the exit codes of <c>auditor verify</c>.</summary>
public enum VerificationOutcome
{
    /// <summary>All that was asked holds.</summary>
    Proven = 0,

    /// <summary>Something is wrong; the report names it.</summary>
    NotProven = 1,

    /// <summary>It could not be checked, so that nothing is known.</summary>
    CouldNotCheck = 2,
}
