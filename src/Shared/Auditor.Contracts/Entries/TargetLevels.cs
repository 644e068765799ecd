namespace Auditor.Contracts;

/// <summary>The levels of the hierarchy.</summary>
public static class TargetLevels
{
    public const string Tenant = "TENANT";
    public const string Group = "GROUP";
    public const string Endpoint = "ENDPOINT";

    public static IReadOnlyList<string> All { get; } = [Tenant, Group, Endpoint];
}
