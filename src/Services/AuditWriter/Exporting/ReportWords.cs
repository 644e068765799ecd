using System.Collections.Frozen;
using System.Text.Json;
using Auditor.Contracts;

namespace Auditor.AuditWriter.Exporting;

/// <summary>What entries say, in words for one who has never seen the log.</summary>
internal static class ReportWords
{
    private static readonly FrozenDictionary<(string Resource, string Action), string> Deeds = new Dictionary<(string, string), string>
    {
        [(AuditableResources.Playback, AuditableActions.Enter)] = "Opened playback of recordings",
        [(AuditableResources.Playback, AuditableActions.Leave)] = "Left playback",
        [(AuditableResources.Playback, AuditableActions.Act)] = "Used the playback controls",
        [(AuditableResources.IndependentPlayback, AuditableActions.Enable)] = "Opened independent playback of a camera",
        [(AuditableResources.IndependentPlayback, AuditableActions.Disable)] = "Closed independent playback of a camera",
        [(AuditableResources.IndependentPlayback, AuditableActions.Act)] = "Used the controls of independent playback",
        [(AuditableResources.Export, AuditableActions.Enter)] = "Opened the export of recordings",
        [(AuditableResources.Export, AuditableActions.Leave)] = "Left the export of recordings",
        [(AuditableResources.Export, AuditableActions.Start)] = "Started to export recordings",
        [(AuditableResources.Export, AuditableActions.Complete)] = "Exported recordings",
        [(AuditableResources.Export, AuditableActions.Cancel)] = "Cancelled an export of recordings",
        [(AuditableResources.Export, AuditableActions.Fail)] = "Tried to export recordings",
        [(AuditableResources.Reason, AuditableActions.Give)] = "Gave a reason",
        [(AuditableResources.Reason, AuditableActions.Decline)] = "Declined to give a reason",
        [(AuditableResources.Reason, AuditableActions.Expire)] = "Did not answer the question for a reason",
        [(AuditableResources.Client, AuditableActions.Start)] = "Started the client",
        [(AuditableResources.Client, AuditableActions.Stop)] = "Closed the client",
        [(AuditableResources.Client, AuditableActions.Heartbeat)] = "The client reported that it is running",
        [(AuditableResources.AuditLog, AuditableActions.Export)] = "Exported the audit log",
        [(AuditableResources.Outcome, AuditableActions.Deliver)] = "What the rules demanded was done in XProtect",
        [(AuditableResources.Outcome, AuditableActions.Fail)] = "What the rules demanded could not be done in XProtect",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Verbs = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [PlaybackVerbs.PlayForward] = "played forward",
        [PlaybackVerbs.PlayReverse] = "played backward",
        [PlaybackVerbs.PlayStop] = "stopped",
        [PlaybackVerbs.GoTo] = "went to a time",
        [PlaybackVerbs.NextSequence] = "went to the next sequence",
        [PlaybackVerbs.PreviousSequence] = "went to the previous sequence",
        [PlaybackVerbs.Scrub] = "went through the recordings",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> FilterNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["from"] = "occurred at or after",
        ["to"] = "occurred before",
        ["actor"] = "person or service",
        ["camera"] = "camera",
        ["resource"] = "kind of thing",
        ["action"] = "action",
        ["rule"] = "a rule that matched",
        ["reason"] = "reason contains",
        ["correlation"] = "correlation id",
        ["session"] = "client session",
        ["targetLevel"] = "target level",
        ["targetName"] = "target",
        ["tenant"] = "tenant",
        ["result"] = "result",
        ["recordingFrom"] = "about recordings after",
        ["reasonState"] = "reason is",
        ["hours"] = "hours of the week",
        ["recordingTo"] = "about recordings before",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name people know, then the account.</summary>
    public static string NameOf(Actor actor) =>
        (actor.DisplayName, AccountOf(actor)) switch
        {
            ({ Length: > 0 } name, { Length: > 0 } account) when name != account => $"{name} ({account})",
            ({ Length: > 0 } name, _) => name,
            (_, { Length: > 0 } account) => account,
            _ => "(nobody named)",
        };

    public static string? AccountOf(Actor actor) => string.IsNullOrEmpty(actor.Name) ? actor.Id : actor.Name;

    public static string NameOf(CameraRef camera) => camera.Name.Length > 0 ? camera.Name : camera.Id;

    /// <summary>What was done.</summary>
    public static string DeedOf(AuditEntry entry)
    {
        string deed = Deeds.TryGetValue((entry.AuditableResource, entry.AuditableAction), out string? known)
            ? known
            : $"{Sentence(entry.AuditableResource)}: {Sentence(entry.AuditableAction).ToLowerInvariant()}";
        return entry.AuditableAction == AuditableActions.Act && VerbOf(entry.AdditionalMetadata) is { } verb ? $"{deed}: {verb}" : deed;
    }

    /// <summary>CAMERA_SETTINGS is "Camera settings".</summary>
    public static string Sentence(string word) =>
        word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..].Replace('_', ' ').ToLowerInvariant();

    /// <summary>A part of the filter and what it is compared with.</summary>
    public static string FilterName(string name) => FilterNames.GetValueOrDefault(name, name);

    private static string? VerbOf(JsonText activity)
    {
        if (activity.IsNull)
        {
            return null;
        }

        using JsonDocument json = JsonDocument.Parse(activity.Text!, new JsonDocumentOptions { MaxDepth = 128 });
        return json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.TryGetProperty("playback", out JsonElement playback) && playback.ValueKind == JsonValueKind.Object
            && playback.TryGetProperty("verb", out JsonElement verb) && verb.ValueKind == JsonValueKind.String
            ? Verbs.GetValueOrDefault(verb.GetString()!, verb.GetString()!)
            : null;
    }
}
