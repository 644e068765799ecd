using Auditor.Storage;

namespace Auditor.AuditWriter.Access;

/// <summary>An API key as it is shown: without its secret.</summary>
public sealed record KeyView
{
    public string KeyId { get; init; } = "";

    public string Name { get; init; } = "";

    public IReadOnlyList<string> Roles { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    /// <summary>Absent: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public string? RevokedBy { get; init; }

    internal static KeyView Of(ApiKey key) => new()
    {
        KeyId = key.KeyId,
        Name = key.Name,
        Roles = key.Roles,
        CreatedAt = key.CreatedAt,
        CreatedBy = key.CreatedBy,
        ExpiresAt = key.ExpiresAt,
        LastUsedAt = key.LastUsedAt,
        RevokedAt = key.RevokedAt,
        RevokedBy = key.RevokedBy,
    };
}
