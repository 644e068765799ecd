namespace Auditor.Contracts;

/// <summary>Why a credential lets nobody in.</summary>
public static class CredentialFaults
{
    /// <summary>There is no such key or session, or the secret is wrong.</summary>
    public const string Unknown = "UNKNOWN";

    public const string Expired = "EXPIRED";
    public const string Revoked = "REVOKED";

    /// <summary>The account is disabled.</summary>
    public const string Disabled = "DISABLED";
}
