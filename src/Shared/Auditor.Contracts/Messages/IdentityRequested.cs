namespace Auditor.Contracts;

/// <summary>A service to AuditWriter: whose credential is this? Answered with <see cref="IdentityAnswer"/>. The secret itself never travels.</summary>
public sealed record IdentityRequested
{
    public int Version { get; init; } = 1;

    /// <summary>One of <see cref="CredentialKinds"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The key's id; absent for a session.</summary>
    public string? KeyId { get; init; }

    /// <summary>SHA-256 of the secret, in 64 lower-case hexadecimal digits.</summary>
    public string SecretHash { get; init; } = "";
}
