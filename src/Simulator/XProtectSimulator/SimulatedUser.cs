namespace Auditor.XProtectSimulator;

/// <summary>Somebody who may sign in.</summary>
public sealed record SimulatedUser
{
    /// <summary>As signed in, <c>DOMAIN\user</c> or <c>user</c>.</summary>
    public required string Name { get; init; }

    public required string Sid { get; init; }

    public string DisplayName { get; init; } = "";

    public bool IsBasic { get; init; }

    /// <summary>A group of Windows among a role's members, rather than a person.</summary>
    public bool IsGroup { get; init; }

    public bool IsExternal { get; init; }

    public IReadOnlyList<SimulatedRole> Roles { get; init; } = [];
}
