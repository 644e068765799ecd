using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using Auditor.Contracts;
using Auditor.Notifier.Destinations;

namespace Auditor.Notifier.Formats;

/// <summary>
/// An entry in ArcSight's Common Event Format, version 0 ("Implementing ArcSight Common Event Format", version 25): the table of
/// fields stands in docs/siem.md.
/// </summary>
internal static class Cef
{
    private const int LongestText = 1_000;

    private static readonly string Version =
        typeof(Cef).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The event, on one line.</summary>
    /// <param name="notification">What to tell.</param>
    /// <param name="mostBytes">Bytes of UTF-8, at most; what does not fit is shortened or left out, whole fields at a time.</param>
    /// <param name="hostName">The machine that tells it.</param>
    public static string Line(Notification notification, int mostBytes, string hostName)
    {
        AuditEntry entry = notification.Entry;
        string header = string.Create(
            CultureInfo.InvariantCulture,
            $"CEF:0|Auditor|Auditor|{Header(Version)}|{Header(entry.AuditableResource)}.{Header(entry.AuditableAction)}|{Header(Deeds.Of(entry.AuditableResource, entry.AuditableAction).Noun)}|{Severity(entry)}|");

        // The first field of the extension has no space in front.
        var fields = new BoundedFields(mostBytes - Encoding.UTF8.GetByteCount(header) + 1, "=", "", rune => rune.Value is '\\' or '=');
        fields.Add("rt", entry.AcceptedAt.ToUnixTimeMilliseconds());
        fields.Add("start", entry.OccurredAt.ToUnixTimeMilliseconds());
        fields.Add("externalId", entry.EntryId.ToString("D"));
        fields.Add("cat", entry.AuditableResource, 128);
        fields.Add("act", entry.AuditableAction, 63);
        fields.Add("outcome", OutcomeOf(entry.Result), 63);
        fields.Add("cn1", notification.Position, ("cn1Label", "Position"));
        fields.Add("suser", Named(entry.Actor), 512);
        fields.Add("suid", entry.Actor.Id, 256);
        AddMachine(fields, entry.Actor.Workstation);
        fields.Add("sourceServiceName", entry.Actor.Type == ActorTypes.User ? null : entry.Actor.Type, 64);
        fields.Add("flexString1", entry.Result, 63, ("flexString1Label", "Result"));
        fields.Add("flexString2", entry.CorrelationId?.ToString("D"), label: ("flexString2Label", "Correlation id"));
        fields.Add("cs6", entry.Tenant, 128, ("cs6Label", "Tenant"));
        AddDate(fields, 1, entry.Recording?.From, "Recording from");
        AddDate(fields, 2, entry.Recording?.To, "Recording to");
        fields.Add("cn2", entry.Cameras.Count, ("cn2Label", "Number of cameras"));
        fields.Add("reason", entry.Reason, LongestText);
        fields.Add("cs1", string.Join(", ", entry.Cameras.Select(camera => camera.Name)), LongestText, ("cs1Label", "Cameras"));
        fields.Add("cs5", entry.ResourceName, 512, ("cs5Label", "Resource name"));
        fields.Add("cs3", string.Join(", ", entry.Rules.Select(rule => rule.Name)), LongestText, ("cs3Label", "Rules"));
        fields.Add("cs4", string.Join(", ", notification.AskedBy.Select(rule => rule.Name)), LongestText, ("cs4Label", "Asked for by"));
        fields.Add("msg", EntryInWords.Sentence(entry), LongestText);
        fields.Add("cs2", string.Join(", ", entry.Cameras.Select(camera => camera.Id)), LongestText, ("cs2Label", "Camera ids"));
        fields.Add("dvchost", hostName, 100);
        return header + fields.ToString().TrimStart(' ');
    }

    private static void AddMachine(BoundedFields fields, string? workstation)
    {
        if (!IPAddress.TryParse(workstation, out IPAddress? address))
        {
            fields.Add("shost", workstation, 256);
        }
        else if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            fields.Add("src", address.ToString());
        }
        else
        {
            fields.Add("c6a2", address.ToString(), label: ("c6a2Label", "Source IPv6 Address"));
        }
    }

    private static void AddDate(BoundedFields fields, int number, DateTimeOffset? time, string label)
    {
        if (time is { } known)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"deviceCustomDate{number}");
            fields.Add(name, known.ToUnixTimeMilliseconds(), (name + "Label", label));
        }
    }

    /// <summary>In the header a pipe is escaped, in the extension it is not.</summary>
    private static string Header(string text) =>
        CleanText.Shortened(CleanText.OneLine(text), 200).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static string? Named(Actor actor) => actor.Name.Length > 0 ? actor.Name : actor.DisplayName;

    /// <summary>As the format words it, where it has words.</summary>
    private static string OutcomeOf(string result) => result switch
    {
        AuditResults.Succeeded => "success",
        AuditResults.Failed or AuditResults.Denied => "failure",
        _ => result.ToLowerInvariant(),
    };

    /// <summary>0 to 10; 3 is the top of "low", 5 is "medium", 7 is "high".</summary>
    private static int Severity(AuditEntry entry) => EntrySeverities.Of(entry) switch
    {
        EntrySeverity.Warning => 7,
        EntrySeverity.Notice => 5,
        _ => 3,
    };
}
