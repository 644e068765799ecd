using System.Text.Json;
using System.Text.RegularExpressions;
using Auditor.Contracts;

namespace Auditor.WebConsole.Log;

/// <summary>An entry in the words of people who were not there. Pure.</summary>
internal static partial class EntryWords
{
    private static readonly Dictionary<string, string> Resources = new(StringComparer.Ordinal)
    {
        [AuditableResources.Playback] = "Playback",
        [AuditableResources.Export] = "Export",
        [AuditableResources.IndependentPlayback] = "Independent playback",
        [AuditableResources.Reason] = "Reason",
        [AuditableResources.Client] = "Smart Client",
        [AuditableResources.AuditRule] = "Audit rule",
        [AuditableResources.AuditLog] = "Audit log",
        [AuditableResources.Outcome] = "Delivery to XProtect",
        [AuditableResources.ApiKey] = "API key",
        [AuditableResources.Access] = "Access to Auditor",
    };

    private static readonly Dictionary<(string Resource, string Action), string> Did = new()
    {
        [(AuditableResources.Playback, AuditableActions.Enter)] = "opened playback",
        [(AuditableResources.Playback, AuditableActions.Leave)] = "left playback",
        [(AuditableResources.Export, AuditableActions.Enter)] = "opened export",
        [(AuditableResources.Export, AuditableActions.Leave)] = "left export",
        [(AuditableResources.Export, AuditableActions.Start)] = "started an export",
        [(AuditableResources.Export, AuditableActions.Complete)] = "exported",
        [(AuditableResources.Export, AuditableActions.Cancel)] = "cancelled an export",
        [(AuditableResources.Export, AuditableActions.Fail)] = "could not export",
        [(AuditableResources.IndependentPlayback, AuditableActions.Enable)] = "opened independent playback",
        [(AuditableResources.IndependentPlayback, AuditableActions.Disable)] = "left independent playback",
        [(AuditableResources.Reason, AuditableActions.Give)] = "gave a reason",
        [(AuditableResources.Reason, AuditableActions.Decline)] = "declined to give a reason",
        [(AuditableResources.Reason, AuditableActions.Expire)] = "gave no reason in time",
        [(AuditableResources.Client, AuditableActions.Start)] = "started Smart Client",
        [(AuditableResources.Client, AuditableActions.Stop)] = "closed Smart Client",
        [(AuditableResources.Client, AuditableActions.Heartbeat)] = "has Smart Client running",
        [(AuditableResources.Client, AuditableActions.Gap)] = "did things that have not arrived",
        [(AuditableResources.Client, AuditableActions.Fill)] = "did things that arrived late",
        [(AuditableResources.Client, AuditableActions.Silent)] = "has a Smart Client that fell silent",
        [(AuditableResources.Client, AuditableActions.Resume)] = "has a Smart Client that is heard again",
        [(AuditableResources.AuditLog, AuditableActions.Read)] = "read the audit log",
        [(AuditableResources.AuditLog, AuditableActions.Verify)] = "verified the audit log",
        [(AuditableResources.AuditLog, AuditableActions.Export)] = "exported the audit log",
        [(AuditableResources.Access, AuditableActions.SignIn)] = "signed in to Auditor",
        [(AuditableResources.Access, AuditableActions.SignOut)] = "signed out of Auditor",
        [(AuditableResources.Access, AuditableActions.Refuse)] = "was refused by Auditor",
        [(AuditableResources.Access, AuditableActions.Create)] = "made a sign-in link",
        [(AuditableResources.Outcome, AuditableActions.Deliver)] = "delivered to XProtect",
    };

    private static readonly Dictionary<string, string> Verbs = new(StringComparer.Ordinal)
    {
        [PlaybackVerbs.PlayForward] = "played forward",
        [PlaybackVerbs.PlayReverse] = "played in reverse",
        [PlaybackVerbs.PlayStop] = "stopped playing",
        [PlaybackVerbs.GoTo] = "went to a time",
        [PlaybackVerbs.NextSequence] = "went to the next sequence",
        [PlaybackVerbs.PreviousSequence] = "went to the previous sequence",
        [PlaybackVerbs.Scrub] = "looked through recordings",
    };

    /// <summary>Values of the filter <c>reasonState</c>.</summary>
    public static IReadOnlyList<(string Value, string Words)> ReasonStates { get; } = [("missing", "Without a reason"), ("declined", "Declined to answer"), ("expired", "No answer in time")];

    /// <summary>What operators do with recordings, and what they say about it.</summary>
    public static IReadOnlyList<string> OperatorResources { get; } =
        [AuditableResources.Playback, AuditableResources.IndependentPlayback, AuditableResources.Export, AuditableResources.Reason];

    public static string Person(AuditEntry entry) => entry.Actor.DisplayName is { Length: > 0 } name ? name : entry.Actor.Name is { Length: > 0 } account ? account : "Nobody named";

    /// <summary>A resource, like <c>Independent playback</c>.</summary>
    public static string Resource(string resource) => Resources.GetValueOrDefault(resource) ?? Sentence(resource);

    /// <summary>A word of the catalogue, like <c>Set password</c> for <c>SET_PASSWORD</c>.</summary>
    public static string Sentence(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..].Replace('_', ' ').ToLowerInvariant();

    /// <summary>What was done, to follow the name of who did it: <c>played forward</c>.</summary>
    public static string What(AuditEntry entry)
    {
        if (Did.TryGetValue((entry.AuditableResource, entry.AuditableAction), out string? words))
        {
            return words;
        }

        if (entry.AuditableAction == AuditableActions.Act && VerbOf(entry) is { } verb)
        {
            return Verbs.GetValueOrDefault(verb) ?? WordBoundary().Replace(verb, " $1").ToLowerInvariant();
        }

        string what = Resource(entry.AuditableResource);
        string named = entry.ResourceName.Length == 0 ? "" : $" '{entry.ResourceName}'";
        return $"{Past(entry.AuditableAction)} {char.ToLowerInvariant(what[0])}{what[1..]}{named}";
    }

    /// <summary>Where an export went, and in what form; null for anything else.</summary>
    public static string? ExportWords(AuditEntry entry)
    {
        if (entry.AuditableResource != AuditableResources.Export || Metadata(entry) is not { } metadata || !metadata.TryGetProperty("export", out JsonElement export))
        {
            return null;
        }

        string? destination = export.TryGetProperty("destination", out JsonElement to) ? to.GetString() : null;
        string formats = export.TryGetProperty("formats", out JsonElement list) ? string.Join(", ", list.EnumerateArray().Select(format => format.GetString())) : "";
        string text = string.Join(", ", new[] { destination is null ? null : "to " + destination, formats.Length == 0 ? null : "as " + formats }.Where(part => part is not null));
        return text.Length == 0 ? null : text;
    }

    /// <summary>One of <see cref="PlaybackVerbs"/>; null for what is no playback action.</summary>
    public static string? VerbOf(AuditEntry entry) =>
        Metadata(entry) is { } metadata && metadata.TryGetProperty("playback", out JsonElement playback) && playback.TryGetProperty("verb", out JsonElement verb) ? verb.GetString() : null;

    private static JsonElement? Metadata(AuditEntry entry)
    {
        if (entry.AdditionalMetadata.IsNull)
        {
            return null;
        }

        using var document = JsonDocument.Parse(entry.AdditionalMetadata.Text!);
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
    }

    private static string Past(string action) => action switch
    {
        AuditableActions.Create => "made",
        AuditableActions.Update => "changed",
        AuditableActions.Delete => "deleted",
        AuditableActions.Deploy => "deployed",
        AuditableActions.Undeploy => "took down",
        AuditableActions.Add => "added",
        AuditableActions.Remove => "removed",
        AuditableActions.Receive => "received",
        AuditableActions.Revoke => "revoked",
        AuditableActions.SetPassword => "set the password of",
        AuditableActions.Erase => "erased",
        AuditableActions.Hold => "put a hold on",
        AuditableActions.Release => "released",
        AuditableActions.Skip => "skipped an entry for",
        AuditableActions.Enable => "enabled",
        AuditableActions.Disable => "disabled",
        AuditableActions.Keep => "kept",
        AuditableActions.SignOut => "ended all sessions of",
        _ => Sentence(action).ToLowerInvariant(),
    };

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex WordBoundary();
}
