namespace Auditor.Contracts;

/// <summary>A camera group, by XProtect's object id; the name is for people.</summary>
public sealed record CameraGroupRef
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";
}
