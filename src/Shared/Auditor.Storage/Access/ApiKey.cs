namespace Auditor.Storage;

/// <summary>What is kept of an API key; the key itself is shown once and kept nowhere.</summary>
public sealed record ApiKey
{
    /// <summary>16 lower-case hexadecimal digits, a part of the key's text.</summary>
    public string KeyId { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Of <see cref="Contracts.AccessRoles"/>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>SHA-256 of the secret, in 64 lower-case hexadecimal digits.</summary>
    public string SecretHash { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Name of who made it.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>Null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public string? RevokedBy { get; init; }

    /// <summary>Rounded to the minute or so; kept beside the rest, and not part of a change.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>1, and one more with each change.</summary>
    public long Version { get; init; }
}
