namespace Auditor.Standalone.Scenarios;

/// <summary>A camera as a scenario declares one.</summary>
internal sealed record ScenarioCamera
{
    public string Name { get; init; } = "";

    /// <summary>Absent: made from the name, the same each time.</summary>
    public string? Id { get; init; }

    /// <summary>Name of the site it belongs to. Absent: the first one declared.</summary>
    public string? Site { get; init; }

    /// <summary>Ids or names of the camera groups it is in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
}
