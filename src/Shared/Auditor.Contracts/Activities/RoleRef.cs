namespace Auditor.Contracts;

/// <summary>A role, by XProtect's id where it is known, else by name.</summary>
public sealed record RoleRef
{
    public string? Id { get; init; }

    public string? Name { get; init; }
}
