namespace Auditor.Contracts;

/// <summary>Names of tenants.</summary>
public static class Tenants
{
    /// <summary>The tenant of a fact that names none.</summary>
    public const string Default = "default";
}
