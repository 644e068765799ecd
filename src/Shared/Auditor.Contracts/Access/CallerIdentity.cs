namespace Auditor.Contracts;

/// <summary>Who calls an API of Auditor, and in which roles.</summary>
public sealed record CallerIdentity
{
    /// <summary>One of <see cref="ActorTypes"/>.</summary>
    public string Type { get; init; } = ActorTypes.User;

    /// <summary>The id of the account or of the key.</summary>
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string? DisplayName { get; init; }

    /// <summary>Of <see cref="AccessRoles"/>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>When the key or the session ends (UTC); absent for a key that never does.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
