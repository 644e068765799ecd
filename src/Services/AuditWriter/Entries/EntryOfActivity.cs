using Auditor.AuditWriter.Changes;
using Auditor.Contracts;
using Auditor.Rules;
using Auditor.Wire;

namespace Auditor.AuditWriter.Entries;

/// <summary>The entry that records an activity. Pure.</summary>
internal static class EntryOfActivity
{
    /// <summary>Names of cameras in the resource's name; all of them stand in the entry's cameras.</summary>
    private const int NamesShown = 5;

    /// <exception cref="RefusedFactException">It is not what RuleService sends.</exception>
    public static AuditEntry Create(ActivityDecided decided)
    {
        Check(decided);
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
            AdditionalMetadata = decided.Original.IsNull ? WireFormat.ToJsonText(activity) : Kept(decided.Original),
            Reason = ReasonText.Of(activity.Reason),
            Rules = decided.Decision.Matches,
            Outcome = decided.Decision.Outcome,
            Result = result,
        };
    }

    /// <summary>What came of a kind that is not known here: structured where the log keeps every digit of it, else as one text.</summary>
    private static JsonText Kept(JsonText original) =>
        KeptJson.ProblemOf(original) is null ? original : WireFormat.ToJsonText(original.Text);

    /// <summary>RuleService sends what it has read carefully; anything else that can publish on its exchange may not have.</summary>
    private static void Check(ActivityDecided decided)
    {
        bool complete = decided is { Activity: { Kind: not null, Actor: { Name: not null, Roles: not null }, Site.Name: not null, Cameras: not null }, Decision: { Matches: not null, Outcome: { Events: not null, NotificationChannels: not null } } }
            && decided.Activity.ActivityId != Guid.Empty
            && !decided.Activity.Cameras.Any(camera => camera is not { Id: not null, Name: not null, Groups: not null })
            && !decided.Decision.Matches.Any(match => match is not { Name: not null })
            && decided.Activity.Export is null or { Recordings: not null, Formats: not null }
            && decided.Activity.Export?.Recordings.Any(taken => taken is not { Camera: { Id: not null, Name: not null, Groups: not null } }) is not true;
        if (!complete)
        {
            throw new RefusedFactException("A decision must have 'activity' and 'decision' as RuleService sends them; a part that every decision has is null here.");
        }
    }

    private static IReadOnlyList<CameraRef> Cameras(ActivityObserved activity) =>
        activity.Cameras.Count > 0 || activity.Export is null
            ? activity.Cameras
            : [.. activity.Export.Recordings.Select(recording => recording.Camera).DistinctBy(camera => camera.Id, StringComparer.OrdinalIgnoreCase)];

    private static RecordingInterval? Recording(ActivityObserved activity)
    {
        if (activity.Recording is { } recording)
        {
            // What was played backwards, or jumped back to, is reported as it was done. Who searches for recordings looks for the stretch.
            return recording.From > recording.To ? new RecordingInterval { From = recording.To, To = recording.From } : recording;
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
