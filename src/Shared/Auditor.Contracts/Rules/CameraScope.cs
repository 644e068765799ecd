namespace Auditor.Contracts;

/// <summary>"Specify Cameras": off means all cameras; on means those listed and those in a listed group.</summary>
public sealed record CameraScope
{
    public bool Specified { get; init; }

    public IReadOnlyList<CameraRef> Cameras { get; init; } = [];

    public IReadOnlyList<CameraGroupRef> Groups { get; init; } = [];
}
