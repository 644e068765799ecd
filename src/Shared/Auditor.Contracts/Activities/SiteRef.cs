namespace Auditor.Contracts;

/// <summary>An XProtect site (one management server).</summary>
public sealed record SiteRef
{
    public string? Id { get; init; }

    public string Name { get; init; } = "";
}
