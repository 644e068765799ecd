namespace Auditor.Storage;

/// <summary>A local account.</summary>
public sealed record Account
{
    public Guid AccountId { get; init; }

    /// <summary>What is signed in with; unique without regard to case, and never changed.</summary>
    public string Name { get; init; } = "";

    public string DisplayName { get; init; } = "";

    /// <summary>Of <see cref="Contracts.AccessRoles"/>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Null: no password signs in.</summary>
    public string? PasswordHash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Sessions that began at this moment or before are over.</summary>
    public DateTimeOffset? SessionsEndedAt { get; init; }

    /// <summary>1, and one more with each change.</summary>
    public long Version { get; init; }
}
