namespace Auditor.Ledger;

/// <summary>What is wrong with a log (docs/decisions/0013).</summary>
public enum FaultKind
{
    /// <summary>An entry is not what was signed, or what is searched of it is not what it says.</summary>
    Changed,

    /// <summary>An entry that was signed is gone, and no entry of the log declares that it was erased.</summary>
    Removed,

    /// <summary>An entry is there that was never signed.</summary>
    Inserted,

    /// <summary>An entry is at another position than it was signed at.</summary>
    Reordered,

    /// <summary>The end of the log is gone; the signed checkpoint says that it was there.</summary>
    Truncated,

    /// <summary>The log is smaller than an earlier checkpoint says it was.</summary>
    RolledBack,

    /// <summary>The log's own key has signed two histories that exclude each other.</summary>
    Forked,

    /// <summary>The checkpoint is not signed by the trusted key, or is of another log.</summary>
    WrongKey,

    /// <summary>The checkpoint was changed after it was signed, or is no checkpoint.</summary>
    CheckpointAltered,

    /// <summary>There is no checkpoint.</summary>
    NotSigned,

    /// <summary>A tile of hashes is missing or not what the signed root demands; the entries below it may be as they were.</summary>
    TileAltered,

    /// <summary>Something is not in the form that the log demands, so that its meaning is not certain.</summary>
    Malformed,
}
