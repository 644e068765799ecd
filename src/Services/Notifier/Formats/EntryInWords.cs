using System.Globalization;
using System.Text.Json;
using Auditor.Contracts;

namespace Auditor.Notifier.Formats;

/// <summary>An entry as a person would tell it. What others wrote stands in it on one line and cannot turn its neighbours' direction.</summary>
internal static class EntryInWords
{
    /// <summary>Cameras that a sentence names; a view can have thousands.</summary>
    private const int MostNamed = 5;

    private const int LongestVerb = 60;

    /// <summary>The name that was signed in with, else the one people know, else the id.</summary>
    public static string Who(Actor actor) =>
        actor.Name is { Length: > 0 } name ? CleanText.Isolated(name)
        : actor.DisplayName is { Length: > 0 } display ? CleanText.Isolated(display)
        : actor.Id is { Length: > 0 } id ? CleanText.Isolated(id)
        : "(nobody named)";

    public static string NameOf(CameraRef camera) => CleanText.Isolated(camera.Name.Length > 0 ? camera.Name : camera.Id);

    /// <summary>"Gate 4, Quay 1 and 3 more cameras"; empty when there are none.</summary>
    public static string Cameras(AuditEntry entry, int most = MostNamed)
    {
        int named = entry.Cameras.Count <= most + 1 ? entry.Cameras.Count : most;
        string names = string.Join(", ", entry.Cameras.Take(named).Select(NameOf));
        return named == entry.Cameras.Count ? names : string.Create(CultureInfo.InvariantCulture, $"{names} and {entry.Cameras.Count - named} more cameras");
    }

    /// <summary>What was done, after the actor's name: "opened playback", "played forward".</summary>
    public static string Did(AuditEntry entry) =>
        entry.AuditableAction == AuditableActions.Act && VerbOf(entry) is { } verb ? verb : Deeds.Of(entry.AuditableResource, entry.AuditableAction).Did;

    /// <summary>The cameras, or what else it was done to; empty when nothing is named.</summary>
    public static string What(AuditEntry entry) =>
        entry.Cameras.Count > 0 ? Cameras(entry) : CleanText.Isolated(entry.ResourceName.Length > 0 ? entry.ResourceName : entry.Target.Name);

    /// <summary>"HARBOUR\mkoch opened playback of Gate 4 on PC-12, because: stolen bicycle". One line.</summary>
    public static string Sentence(AuditEntry entry)
    {
        Deed deed = Deeds.Of(entry.AuditableResource, entry.AuditableAction);
        string sentence = Joined($"{Who(entry.Actor)} {Did(entry)}", deed.Of, What(entry));
        if (entry.Actor.Workstation is { Length: > 0 } workstation)
        {
            sentence += " at " + CleanText.Isolated(workstation);
        }

        if (entry.Result != AuditResults.Succeeded)
        {
            sentence += ", " + Deeds.Word(entry.Result).ToLowerInvariant();
        }

        return entry.Reason is { Length: > 0 } reason ? sentence + ", because: " + CleanText.Isolated(reason) : sentence;
    }

    /// <summary>"Playback of 3 cameras by HARBOUR\mkoch". One line.</summary>
    public static string Title(AuditEntry entry)
    {
        Deed deed = Deeds.Of(entry.AuditableResource, entry.AuditableAction);
        string what = entry.Cameras.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{entry.Cameras.Count} cameras") : What(entry);
        string title = Joined(deed.Noun, deed.Of, what) + " by " + Who(entry.Actor);
        return entry.Result == AuditResults.Succeeded ? title : $"{title} ({Deeds.Word(entry.Result).ToLowerInvariant()})";
    }

    /// <summary>The rules that matched, by name.</summary>
    public static string Rules(IEnumerable<RuleMatch> rules) => string.Join(", ", rules.Select(rule => CleanText.Isolated(rule.Name.Length > 0 ? rule.Name : rule.Id.ToString("D"))));

    private static string Joined(string words, string of, string what) =>
        what.Length == 0 ? words : of is ":" ? $"{words}: {what}" : of.Length > 0 ? $"{words} {of} {what}" : $"{words} {what}";

    private static string? VerbOf(AuditEntry entry)
    {
        if (entry.AdditionalMetadata.IsNull)
        {
            return null;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(entry.AdditionalMetadata.Text!, new JsonDocumentOptions { MaxDepth = 128 });
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("playback", out JsonElement playback) && playback.ValueKind == JsonValueKind.Object
                && playback.TryGetProperty("verb", out JsonElement verb) && verb.ValueKind == JsonValueKind.String
                && verb.GetString() is { Length: > 0 } said
                ? Deeds.OfVerb(said) ?? "used the playback controls: " + CleanText.Shortened(CleanText.Isolated(said), LongestVerb)
                : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // What the log has may be anything; the entry is told all the same.
            return null;
        }
    }
}
