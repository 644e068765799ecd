using Auditor.Contracts;

namespace Auditor.Standalone.Scenarios;

/// <summary>A scenario: the world first, then what operators do in it (docs/scenarios.md).</summary>
/// <param name="Site">The XProtect site.</param>
/// <param name="Users">Operators by name.</param>
/// <param name="Cameras">Cameras by name.</param>
/// <param name="Rules">Audit rules to be in force, each with the line it stands in.</param>
/// <param name="Steps">What operators do, in the order of the file.</param>
internal sealed record Scenario(
    SiteRef Site,
    IReadOnlyDictionary<string, Actor> Users,
    IReadOnlyDictionary<string, CameraRef> Cameras,
    IReadOnlyList<ScenarioRule> Rules,
    IReadOnlyList<ScenarioStep> Steps);
