using Auditor.Contracts;
using Auditor.Rules;
using Auditor.Wire;

namespace Auditor.AuditWriter.Entries;

/// <summary>The entry that records an activity. Pure.</summary>
internal static class EntryOfActivity
{
    /// <summary>Names of cameras in the resource's name; all of them stand in the entry's cameras.</summary>
    private const int NamesShown = 5;

    public static AuditEntry Create(ActivityDecided decided)
    {
        ActivityObserved activity = decided.Activity;
        (string resource, string action, string result) = ActivityVocabulary.Of(decided);
        string tenant = string.IsNullOrWhiteSpace(activity.Tenant) ? Tenants.Default : activity.Tenant;
        IReadOnlyList<CameraRef> cameras = Cameras(activity);
        return new AuditEntry
        {
            EntryId = activity.ActivityId,
            Tenant = tenant,
            AuditableResource = resource,
            AuditableAction = action,
            ResourceName = ResourceName(activity, cameras),
            Actor = activity.Actor with { Session = activity.ClientSessionId },
            PublishedBy = decided.PublishedBy,
            OccurredAt = activity.ObservedAt,
            AcceptedAt = decided.AcceptedAt,
            Target = TargetOf(tenant, activity.Site, cameras),
            Cameras = cameras,
            Recording = Recording(activity),
            CorrelationId = activity.CorrelationId,
            AdditionalMetadata = decided.Original.IsNull ? WireFormat.ToJsonText(activity) : decided.Original,
            Reason = ReasonText.Of(activity.Reason),
            Rules = decided.Decision.Matches,
            Outcome = decided.Decision.Outcome,
            Result = result,
        };
    }

    private static IReadOnlyList<CameraRef> Cameras(ActivityObserved activity) =>
        activity.Cameras.Count > 0 || activity.Export is null
            ? activity.Cameras
            : [.. activity.Export.Recordings.Select(recording => recording.Camera).DistinctBy(camera => camera.Id, StringComparer.OrdinalIgnoreCase)];

    private static RecordingInterval? Recording(ActivityObserved activity)
    {
        if (activity.Recording is not null)
        {
            return activity.Recording;
        }

        if (activity.Export is { Recordings.Count: > 0 } export)
        {
            return new RecordingInterval { From = export.Recordings.Min(taken => taken.From), To = export.Recordings.Max(taken => taken.To) };
        }

        return activity.Playback?.At is { } at ? new RecordingInterval { From = at, To = at } : null;
    }

    private static string ResourceName(ActivityObserved activity, IReadOnlyList<CameraRef> cameras)
    {
        if (cameras.Count == 0)
        {
            return activity.Site.Name;
        }

        string names = string.Join(", ", cameras.Take(NamesShown).Select(camera => camera.Name.Length > 0 ? camera.Name : camera.Id));
        return cameras.Count > NamesShown ? $"{names} and {cameras.Count - NamesShown} more" : names;
    }

    private static Target TargetOf(string tenant, SiteRef site, IReadOnlyList<CameraRef> cameras)
    {
        string sitePath = $"{tenant}/{site.Name}";
        return cameras.Count == 1
            ? new Target { Level = TargetLevels.Endpoint, Name = cameras[0].Name, Path = $"{sitePath}/{cameras[0].Name}" }
            : new Target { Level = TargetLevels.Group, Name = site.Name, Path = sitePath };
    }
}
