namespace Auditor.Contracts;

/// <summary>What a client does that never fetched a policy.</summary>
public enum PolicyUnknown
{
    /// <summary>Let the operator go on, and record that nobody was asked.</summary>
    FailOpen,

    /// <summary>Ask for a reason in free text.</summary>
    FailClosed,
}
