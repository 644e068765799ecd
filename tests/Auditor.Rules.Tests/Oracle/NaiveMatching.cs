using Auditor.Contracts;

namespace Auditor.Rules.Tests;

/// <summary>Whether one rule matches, sentence by sentence.</summary>
internal static class NaiveMatching
{
    public static bool Matches(AuditRule rule, ActivityObserved activity, ActivityType type) =>
        Catches(rule.Whom, activity.Actor)
        && InScope(rule.Cameras, activity)
        && FootageIsOldEnough(rule.Conditions.FootageOlderThanMinutes, activity)
        && ExportIsLongEnough(rule.Conditions.ExportLongerThanMinutes, activity, type)
        && (rule.Conditions.Schedule is null || NaiveSchedule.Holds(rule.Conditions.Schedule, activity.ObservedAt));

    public static bool Catches(Whom whom, Actor actor)
    {
        bool included = whom.Everyone
            || whom.Users.Any(user => IsUser(user, actor))
            || whom.Roles.Any(role => actor.Roles.Any(held => IsRole(role, held)));
        bool excluded = whom.ExcludedUsers.Any(user => IsUser(user, actor))
            || whom.ExcludedRoles.Any(role => actor.Roles.Any(held => IsRole(role, held)));
        return included && !excluded;
    }

    private static bool IsUser(UserRef user, Actor actor)
    {
        if (!string.IsNullOrEmpty(user.Sid))
        {
            return Same(user.Sid, actor.Id);
        }

        if (string.IsNullOrEmpty(user.Name))
        {
            return false;
        }

        bool hasDomain = user.Name.Contains('\\', StringComparison.Ordinal) || user.Name.Contains('@', StringComparison.Ordinal);
        return Same(user.Name, actor.Name)
            || (!hasDomain && actor.Name.EndsWith($@"\{user.Name}", StringComparison.OrdinalIgnoreCase))
            || (!hasDomain && actor.Name.StartsWith($"{user.Name}@", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsRole(RoleRef role, RoleRef held) =>
        string.IsNullOrEmpty(role.Id) ? Same(role.Name, held.Name) : Same(role.Id, held.Id);

    private static bool InScope(CameraScope scope, ActivityObserved activity)
    {
        if (!scope.Specified)
        {
            return true;
        }

        foreach (CameraRef camera in CamerasOf(activity))
        {
            foreach (CameraRef listed in scope.Cameras)
            {
                if (Same(listed.Id, camera.Id))
                {
                    return true;
                }
            }

            foreach (CameraGroupRef listed in scope.Groups)
            {
                if (camera.Groups.Any(group => Same(listed.Id, group)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IEnumerable<CameraRef> CamerasOf(ActivityObserved activity) =>
        activity.Cameras.Concat(activity.Export?.Recordings.Select(recording => recording.Camera) ?? []);

    private static bool FootageIsOldEnough(int? minutes, ActivityObserved activity)
    {
        if (minutes is null)
        {
            return true;
        }

        List<DateTimeOffset> times = [.. activity.Export?.Recordings.Select(recording => recording.From) ?? []];
        if (activity.Recording?.From is { } from)
        {
            times.Add(from);
        }

        if (activity.Playback?.At is { } at)
        {
            times.Add(at);
        }

        return times.Count > 0 && activity.ObservedAt - times.Min() > TimeSpan.FromMinutes(minutes.Value);
    }

    private static bool ExportIsLongEnough(int? minutes, ActivityObserved activity, ActivityType type)
    {
        if (minutes is null || type != ActivityType.Export)
        {
            return true;
        }

        TimeSpan limit = TimeSpan.FromMinutes(minutes.Value);
        return activity.Export is { Recordings.Count: > 0 } export
            ? export.Recordings.Any(recording => recording.To - recording.From > limit)
            : activity.Recording is { From: { } from, To: { } to } && to - from > limit;
    }

    private static bool Same(string? a, string? b) =>
        !string.IsNullOrEmpty(a) && string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
