namespace Auditor.Ledger;

/// <summary>What the signatures of a note are worth to someone who trusts certain keys.</summary>
public enum NoteVerdict
{
    /// <summary>No signature is by a trusted key: the note says nothing.</summary>
    NotSigned,

    /// <summary>Every signature that claims a trusted key is good, and there is at least one.</summary>
    Trusted,

    /// <summary>A signature claims a trusted key and is not its: the note was changed.</summary>
    Forged,
}
