using Auditor.Contracts;

namespace Auditor.Standalone.Scenarios;

/// <summary>A scenario: the world first, then what operators do in it (docs/scenarios.md).</summary>
/// <param name="Users">Operators by name, each with the site that they are signed in to.</param>
/// <param name="Cameras">Cameras by name, each with its site.</param>
/// <param name="Rules">Audit rules to be in force, each with the line it stands in.</param>
/// <param name="Steps">What operators do, in the order of the file.</param>
internal sealed record Scenario(
    IReadOnlyDictionary<string, (Actor Actor, SiteRef Site)> Users,
    IReadOnlyDictionary<string, (CameraRef Camera, SiteRef Site)> Cameras,
    IReadOnlyList<ScenarioRule> Rules,
    IReadOnlyList<ScenarioStep> Steps);
