using Auditor.Contracts;
using Auditor.Plugin.Core.Outcomes;
using VideoOS.Platform;
using VideoOS.Platform.Log;

namespace Auditor.Plugin.EventServer;

/// <summary>
/// The templates of our lines in the Milestone audit log, and how a line is taken apart for them. The line itself is made in one place only
/// (<see cref="OutcomeTexts"/>); what it is here must give the same text back, to the letter.
/// </summary>
internal static class LogTexts
{
    public const string Application = "Auditor";
    public const string Component = "Auditor";
    public const string Category = "Auditor";

    private const string Export = "ExportMessage";
    private const string Playback = "PlaybackMessage";
    private const string Independent = "IndependentPlaybackMessage";
    private const string Action = "PlaybackActionMessage";

    /// <summary>For a line that none of the others gives back.</summary>
    private const string Plain = "AuditMessage";

    private static readonly Dictionary<string, string> Templates = new(StringComparer.Ordinal)
    {
        [Export] = "User '{p1}' enter export because: {p2}",
        [Playback] = "User '{p1}' enter playback because: {p2}",
        [Independent] = "User '{p1}' enabled independent playback because {p2}",
        [Action] = "User '{p1}' playback action '{p2}' at recording time {p3} | {p4}",
        [Plain] = "{p1}",
    };

    public static LogMessageDictionary Dictionary()
    {
        var messages = new Dictionary<string, LogMessage>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> template in Templates)
        {
            var message = new LogMessage
            {
                Id = template.Key,
                Group = Group.Audit,
                Severity = Severity.Info,
                Status = Status.Success,
                RelatedObjectKind = Kind.Camera,
                Category = "Server",
                Message = template.Value,
            };
            SetCategory(message);
            messages.Add(template.Key, message);
        }

        // Every version has this constructor; the newer one would fail on older hosts.
#pragma warning disable CS0618
        return new LogMessageDictionary("en-US", "1.0", Application, Component, messages, "text");
#pragma warning restore CS0618
    }

    /// <summary>Hosts before 2025 R2 have no such property, and code that names it does not run there.</summary>
    public static bool SetCategory(object message)
    {
        if (message.GetType().GetProperty("CategoryName") is not { CanWrite: true } property || property.PropertyType != typeof(string))
        {
            return false;
        }

        property.SetValue(message, Category);
        return true;
    }

    /// <summary>The template of a line and what to fill in.</summary>
    public static (string Id, Dictionary<string, string> Parameters) Parts(AuditEntry entry, string line)
    {
        string user = Wire.Quoted.OneLine(entry.Actor.Name);
        foreach (KeyValuePair<string, string> template in Templates)
        {
            if (template.Key != Plain && Take(template.Value, line, user) is { } parameters)
            {
                return (template.Key, parameters);
            }
        }

        return (Plain, new Dictionary<string, string>(StringComparer.Ordinal) { ["p1"] = line });
    }

    private static Dictionary<string, string>? Take(string template, string line, string user)
    {
        // The user's name is known, so that nothing in it can be taken for a part of the line.
        string start = template.Substring(0, template.IndexOf("{p2}", StringComparison.Ordinal)).Replace("{p1}", user);
        if (!line.StartsWith(start, StringComparison.Ordinal))
        {
            return null;
        }

        string rest = line.Substring(start.Length);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["p1"] = user };
        if (!template.Contains("{p3}"))
        {
            parameters["p2"] = rest;
            return parameters;
        }

        const string At = "' at recording time ";
        const string Cameras = " | ";
        int at = rest.IndexOf(At, StringComparison.Ordinal);
        int cameras = at < 0 ? -1 : rest.IndexOf(Cameras, at + At.Length, StringComparison.Ordinal);
        if (cameras < 0)
        {
            return null;
        }

        parameters["p2"] = rest.Substring(0, at);
        parameters["p3"] = rest.Substring(at + At.Length, cameras - at - At.Length);
        parameters["p4"] = rest.Substring(cameras + Cameras.Length);
        return parameters;
    }
}
