namespace Auditor.Storage;

/// <summary>A link that signs in once.</summary>
public sealed record SignInLink
{
    /// <summary>SHA-256 of the link's token, in 64 lower-case hexadecimal digits.</summary>
    public string TokenHash { get; init; } = "";

    /// <summary>Whom it signs in.</summary>
    public Guid AccountId { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
