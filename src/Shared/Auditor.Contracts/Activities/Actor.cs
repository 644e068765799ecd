namespace Auditor.Contracts;

/// <summary>Who did something: a person, an API key or a service.</summary>
public sealed record Actor
{
    /// <summary>One of <see cref="ActorTypes"/>.</summary>
    public string Type { get; init; } = ActorTypes.User;

    /// <summary>A Windows SID or the identity provider's id; the only part that never changes hands. May be absent.</summary>
    public string? Id { get; init; }

    /// <summary>The name that was signed in with, qualified where XProtect qualifies it (<c>DOMAIN\user</c>).</summary>
    public string Name { get; init; } = "";

    /// <summary>The name people know, where there is one.</summary>
    public string? DisplayName { get; init; }

    /// <summary>How the account is kept: <c>basic</c>, <c>windows</c> or <c>idp</c>.</summary>
    public string? Account { get; init; }

    /// <summary>The roles held at that moment.</summary>
    public IReadOnlyList<RoleRef> Roles { get; init; } = [];

    /// <summary>The machine it was done from.</summary>
    public string? Workstation { get; init; }

    /// <summary>The client session, where there was one.</summary>
    public Guid? Session { get; init; }
}
