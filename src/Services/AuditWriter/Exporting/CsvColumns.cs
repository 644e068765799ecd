using System.Globalization;
using Auditor.Contracts;

namespace Auditor.AuditWriter.Exporting;

/// <summary>The columns of the CSV format (docs/export.md). New ones are added at the end; none is renamed or moved.</summary>
internal static class CsvColumns
{
    private const string Between = "; ";

    public static IReadOnlyList<(string Name, Func<AuditEntry, string?> Value)> All { get; } =
    [
        ("position", entry => entry.Position?.ToString(CultureInfo.InvariantCulture)),
        ("entryId", entry => entry.EntryId.ToString()),
        ("occurredAt", entry => Time(entry.OccurredAt)),
        ("resource", entry => entry.AuditableResource),
        ("action", entry => entry.AuditableAction),
        ("result", entry => entry.Result),
        ("resourceName", entry => entry.ResourceName),
        ("actorType", entry => entry.Actor.Type),
        ("actorId", entry => entry.Actor.Id),
        ("actorName", entry => entry.Actor.Name),
        ("actorDisplayName", entry => entry.Actor.DisplayName),
        ("workstation", entry => entry.Actor.Workstation),
        ("session", entry => entry.Actor.Session?.ToString()),
        ("cameras", entry => string.Join(Between, entry.Cameras.Select(camera => camera.Name))),
        ("cameraIds", entry => string.Join(Between, entry.Cameras.Select(camera => camera.Id))),
        ("recordingFrom", entry => Time(entry.Recording?.From)),
        ("recordingTo", entry => Time(entry.Recording?.To)),
        ("reason", entry => entry.Reason),
        ("rules", entry => string.Join(Between, entry.Rules.Select(rule => rule.Name))),
        ("ruleIds", entry => string.Join(Between, entry.Rules.Select(rule => rule.Id))),
        ("targetLevel", entry => entry.Target.Level),
        ("targetName", entry => entry.Target.Name),
        ("targetPath", entry => entry.Target.Path),
        ("tenant", entry => entry.Tenant),
        ("correlationId", entry => entry.CorrelationId?.ToString()),
        ("publishedBy", entry => entry.PublishedBy),
        ("acceptedAt", entry => Time(entry.AcceptedAt)),
        ("appendedAt", entry => Time(entry.AppendedAt)),
        ("additionalMetadata", entry => Json(entry.AdditionalMetadata)),
        ("previousState", entry => Json(entry.PreviousState)),
        ("newState", entry => Json(entry.NewState)),
    ];

    /// <summary>ISO 8601, UTC, with as many digits of the second as there are.</summary>
    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string? Json(JsonText json) => json.IsNull ? null : json.Text;
}
