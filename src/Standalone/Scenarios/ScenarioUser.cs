namespace Auditor.Standalone.Scenarios;

/// <summary>An operator as a scenario declares one.</summary>
internal sealed record ScenarioUser
{
    public string Name { get; init; } = "";

    public string? Sid { get; init; }

    public string? DisplayName { get; init; }

    public string? Account { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];

    public string? Workstation { get; init; }

    /// <summary>Name of the site signed in to. Absent: the first one declared.</summary>
    public string? Site { get; init; }
}
