namespace Auditor.Contracts;

/// <summary>Where in the hierarchy something was done.</summary>
public sealed record Target
{
    /// <summary>One of <see cref="TargetLevels"/>.</summary>
    public string Level { get; init; } = TargetLevels.Tenant;

    public string Name { get; init; } = "";

    /// <summary>From the tenant down to the target, separated by <c>/</c>.</summary>
    public string Path { get; init; } = "";
}
