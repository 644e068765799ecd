namespace Auditor.Ledger;

/// <summary>What a witness has to say to a checkpoint; the values are the statuses of C2SP tlog-witness.</summary>
public enum WitnessVerdict
{
    /// <summary>It extends what the witness cosigned last, and is to be cosigned.</summary>
    Cosign = 200,

    /// <summary>No checkpoint, or its size is below the old size.</summary>
    Malformed = 400,

    /// <summary>No trusted signature, or one that claims a trusted key and is not its.</summary>
    NotSigned = 403,

    /// <summary>A log that the witness does not know.</summary>
    UnknownLog = 404,

    /// <summary>The old size is not that of the checkpoint that the witness cosigned last.</summary>
    OtherSize = 409,

    /// <summary>It does not extend what the witness cosigned last.</summary>
    Inconsistent = 422,
}
