using System.Text.Json.Serialization;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>Which entries a hold holds: the fields by which entries are searched, under the same names. All that is given must hold.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record HoldFilter
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public string? Actor { get; init; }

    public string? Camera { get; init; }

    public string? Resource { get; init; }

    public string? Action { get; init; }

    public Guid? Rule { get; init; }

    /// <summary>Part of the reason.</summary>
    public string? Reason { get; init; }

    public Guid? Correlation { get; init; }

    public Guid? Session { get; init; }

    public string? TargetLevel { get; init; }

    public string? TargetName { get; init; }

    public string? Tenant { get; init; }

    public string? Result { get; init; }

    public DateTimeOffset? RecordingFrom { get; init; }

    public DateTimeOffset? RecordingTo { get; init; }

    internal AuditFilter ToFilter() => new()
    {
        From = From,
        To = To,
        Actor = Actor,
        Camera = Camera,
        Resource = Resource,
        Action = Action,
        RuleId = Rule,
        ReasonContains = Reason,
        CorrelationId = Correlation,
        ClientSessionId = Session,
        TargetLevel = TargetLevel,
        TargetName = TargetName,
        Tenant = Tenant,
        Result = Result,
        RecordingFrom = RecordingFrom,
        RecordingTo = RecordingTo,
    };

    internal static HoldFilter Of(AuditFilter filter) => new()
    {
        From = filter.From,
        To = filter.To,
        Actor = filter.Actor,
        Camera = filter.Camera,
        Resource = filter.Resource,
        Action = filter.Action,
        Rule = filter.RuleId,
        Reason = filter.ReasonContains,
        Correlation = filter.CorrelationId,
        Session = filter.ClientSessionId,
        TargetLevel = filter.TargetLevel,
        TargetName = filter.TargetName,
        Tenant = filter.Tenant,
        Result = filter.Result,
        RecordingFrom = filter.RecordingFrom,
        RecordingTo = filter.RecordingTo,
    };

    /// <summary>A word that no entry has would hold nothing, and look as if it held something.</summary>
    internal IEnumerable<(string Field, string Message)> Check()
    {
        (string, string?, IReadOnlyList<string>)[] words =
        [
            ("filter.resource", Resource, AuditableResources.All), ("filter.targetLevel", TargetLevel, TargetLevels.All), ("filter.result", Result, AuditResults.All),
        ];
        foreach ((string field, string? word, IReadOnlyList<string> allowed) in words)
        {
            if (word is not null && !allowed.Contains(word))
            {
                yield return (field, $"'{word}' is not one of {string.Join(", ", allowed)}.");
            }
        }

        if (From >= To)
        {
            yield return ("filter.to", "It must be later than 'from'.");
        }

        if (RecordingFrom >= RecordingTo)
        {
            yield return ("filter.recordingTo", "It must be later than 'recordingFrom'.");
        }

        foreach ((string field, string? text) in new[] { ("actor", Actor), ("camera", Camera), ("action", Action), ("reason", Reason), ("targetName", TargetName), ("tenant", Tenant) })
        {
            if (text is { Length: 0 or > 500 })
            {
                yield return ("filter." + field, "Give it 1 to 500 characters, or leave it out.");
            }
        }
    }
}
