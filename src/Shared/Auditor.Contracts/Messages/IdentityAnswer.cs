namespace Auditor.Contracts;

/// <summary>AuditWriter to a service: who it is, or why not.</summary>
public sealed record IdentityAnswer
{
    public int Version { get; init; } = 1;

    /// <summary>Absent when the credential lets nobody in.</summary>
    public CallerIdentity? Identity { get; init; }

    /// <summary>Why not, for the log; one of <see cref="CredentialFaults"/>. The caller is not told which.</summary>
    public string? Fault { get; init; }

    /// <summary>Whose credential it was, where that is certain although it lets nobody in any more: the right secret, expired or revoked.</summary>
    public CallerIdentity? Formerly { get; init; }
}
