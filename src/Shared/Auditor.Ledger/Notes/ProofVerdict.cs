namespace Auditor.Ledger;

/// <summary>What came of checking a proof that one entry is in a log.</summary>
public enum ProofVerdict
{
    /// <summary>The leaf is in the tree whose checkpoint the trusted key signed, at the index that the proof says.</summary>
    Proven,

    /// <summary>The checkpoint is not signed by the trusted key.</summary>
    NotSigned,

    /// <summary>The checkpoint claims the trusted key's signature, and it is not its.</summary>
    Forged,

    /// <summary>The checkpoint is of another log than the key's.</summary>
    OtherOrigin,

    /// <summary>The leaf at this index does not lead to the root of the checkpoint: another entry, or another place.</summary>
    NotIncluded,
}
