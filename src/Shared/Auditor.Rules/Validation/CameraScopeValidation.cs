using Auditor.Contracts;

namespace Auditor.Rules;

internal static class CameraScopeValidation
{
    public static void Check(string field, CameraScope? scope, RuleProblems problems)
    {
        if (!problems.IsThere(field, scope))
        {
            return;
        }

        if (scope!.Specified && scope.Cameras is null or { Count: 0 } && scope.Groups is null or { Count: 0 })
        {
            problems.Add(field, "At least one camera or camera group must be listed when cameras are specified.");
        }

        problems.Each($"{field}.cameras", scope.Cameras, RuleLimits.Cameras, (path, camera) => CheckId(path, camera.Id, problems));
        problems.Each($"{field}.groups", scope.Groups, RuleLimits.CameraGroups, (path, group) => CheckId(path, group.Id, problems));
    }

    private static void CheckId(string path, string? id, RuleProblems problems)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            problems.Add($"{path}.id", "An id is required.");
        }

        problems.Key($"{path}.id", id);
    }
}
