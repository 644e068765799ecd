using System.Text.Json.Serialization;
using Auditor.AuditWriter.Api;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>Which entries a hold holds: the fields by which entries are searched, under the same names. All that is given must hold; of several values in a list, one.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record HoldFilter
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public AnyOf<string>? Actor { get; init; }

    public AnyOf<string>? Camera { get; init; }

    public AnyOf<string>? Resource { get; init; }

    public AnyOf<string>? Action { get; init; }

    public AnyOf<Guid>? Rule { get; init; }

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
        (string, IEnumerable<string>?, IReadOnlyList<string>)[] words =
        [
            ("filter.resource", Resource, AuditableResources.All),
            ("filter.targetLevel", OneOrNone(TargetLevel), TargetLevels.All),
            ("filter.result", OneOrNone(Result), AuditResults.All),
        ];
        foreach ((string field, IEnumerable<string>? given, IReadOnlyList<string> allowed) in words)
        {
            foreach (string word in (given ?? []).Where(word => !allowed.Contains(word)))
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

        (string, IEnumerable<string>?)[] texts =
        [
            ("actor", Actor), ("camera", Camera), ("action", Action),
            ("reason", OneOrNone(Reason)), ("targetName", OneOrNone(TargetName)), ("tenant", OneOrNone(Tenant)),
        ];
        foreach ((string field, IEnumerable<string>? given) in texts)
        {
            if (given?.Any(text => text.Length is 0 or > 500) is true)
            {
                yield return ("filter." + field, "Give it 1 to 500 characters, or leave it out.");
            }
        }

        (string, int)[] counts = [("actor", Actor?.Count ?? 0), ("camera", Camera?.Count ?? 0), ("resource", Resource?.Count ?? 0), ("action", Action?.Count ?? 0), ("rule", Rule?.Count ?? 0)];
        foreach ((string field, int count) in counts)
        {
            if (count > QueryParameters.MostValues)
            {
                yield return ("filter." + field, $"Give it at most {QueryParameters.MostValues} values.");
            }
        }
    }

    private static string[]? OneOrNone(string? text) => text is null ? null : [text];
}
