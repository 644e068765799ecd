using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>
/// Whether a hold's filter catches an entry. It says yes to everything that a search with this filter finds in any store; where stores
/// differ, in the case of letters beyond ASCII, it says yes too, and also where other entries would have to be known (<see cref="AuditFilter.ReasonState"/>). Pure.
/// </summary>
internal static class HoldMatch
{
    public static bool Catches(AuditFilter filter, AuditEntry entry) =>
        !(entry.OccurredAt < filter.From)
        && !(entry.OccurredAt >= filter.To)
        && (filter.Actor is null || filter.Actor.Any(actor => Same(actor, entry.Actor.Id) || Same(actor, entry.Actor.Name) || Same(actor, entry.Actor.DisplayName)))
        && (filter.Camera is null || filter.Camera.Any(asked => entry.Cameras.Any(camera => Same(asked, camera.Id) || Same(asked, camera.Name))))
        && (filter.Resource is null || filter.Resource.Contains(entry.AuditableResource))
        && (filter.Action is null || filter.Action.Contains(entry.AuditableAction))
        && (filter.RuleId is null || entry.Rules.Any(rule => filter.RuleId.Contains(rule.Id)))
        && (filter.ReasonContains is null || entry.Reason?.Contains(filter.ReasonContains, StringComparison.OrdinalIgnoreCase) == true)
        && (filter.CorrelationId is null || filter.CorrelationId == entry.CorrelationId)
        && (filter.ClientSessionId is null || filter.ClientSessionId == entry.Actor.Session)
        && (filter.TargetLevel is null || filter.TargetLevel == entry.Target.Level)
        && (filter.TargetName is null || Same(filter.TargetName, entry.Target.Name))
        && (filter.Tenant is null || filter.Tenant == entry.Tenant)
        && (filter.Result is null || filter.Result == entry.Result)
        && filter.Hours?.Holds(entry.OccurredAt) is not false
        && CatchesRecording(filter, entry.Recording);

    /// <summary>An unknown end is open; an entry about no recordings overlaps nothing.</summary>
    private static bool CatchesRecording(AuditFilter filter, RecordingInterval? recording) =>
        (filter.RecordingFrom is null && filter.RecordingTo is null)
        || (recording is not null && !(recording.To <= filter.RecordingFrom) && !(recording.From >= filter.RecordingTo));

    private static bool Same(string asked, string? found) => string.Equals(asked, found, StringComparison.OrdinalIgnoreCase);
}
