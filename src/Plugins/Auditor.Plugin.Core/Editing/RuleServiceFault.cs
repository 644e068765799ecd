namespace Auditor.Plugin.Core.Editing;

/// <summary>Why RuleService did not do what it was asked.</summary>
public enum RuleServiceFault
{
    /// <summary>No address or no key was ever given on this machine for this Windows user.</summary>
    NotSetUp,

    /// <summary>Nothing answers: name, port, network, time.</summary>
    Unreachable,

    /// <summary>The certificate is not trusted, or is another's.</summary>
    Tls,

    /// <summary>The key is unknown, expired or revoked.</summary>
    NotSignedIn,

    /// <summary>The key is good, but not for this.</summary>
    NotAllowed,

    /// <summary>The rule has mistakes; they are listed.</summary>
    Refused,

    /// <summary>Somebody else saved another version meanwhile.</summary>
    EditedElsewhere,

    /// <summary>There is no such rule, and never was.</summary>
    Missing,

    /// <summary>There was such a rule.</summary>
    Deleted,

    /// <summary>It answers, but cannot now.</summary>
    Unavailable,

    /// <summary>It answers something that RuleService does not say.</summary>
    Unexpected,
}
