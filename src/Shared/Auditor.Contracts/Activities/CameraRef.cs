namespace Auditor.Contracts;

/// <summary>A camera, with its name and its camera groups as they were at that moment.</summary>
public sealed record CameraRef
{
    /// <summary>XProtect's object id. Compared without regard to case.</summary>
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Ids of the camera groups it is in, directly or through a parent group.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
}
