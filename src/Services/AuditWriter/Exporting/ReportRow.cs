using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.AuditWriter.Exporting;

/// <summary>Writes entries as rows of the report's table, and the texts of the page. Every text is encoded, and kept from turning its neighbours' direction.</summary>
internal sealed class ReportRow(LocalTimes zone)
{
    /// <summary>Cameras of one entry that are named; a view can have thousands.</summary>
    private const int MostCameras = 20;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string? text) => Encoder.Encode(text ?? "");

    /// <summary>A text of somebody's own, in a direction of its own.</summary>
    public static string Isolated(string? text) => string.IsNullOrEmpty(text) ? "" : $"<bdi>{Encode(text)}</bdi>";

    public string Time(DateTimeOffset? time) => time is { } at
        ? $"<time>{Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}</time>"
        : "";

    public string TimeWithOffset(DateTimeOffset time) => $"<time>{Local(time).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)}</time>";

    public void Append(StringBuilder html, AuditEntry entry)
    {
        html.Append("<tr><td class=\"n\">").Append(entry.Position).Append("</td><td>").Append(Time(entry.OccurredAt)).Append("</td><td>");
        AppendWho(html, entry.Actor);
        html.Append("</td><td>").Append(Isolated(entry.Actor.Workstation)).Append("</td><td>").Append(Encode(ReportWords.DeedOf(entry)));
        if (entry.Cameras.Count == 0 && (entry.ResourceName.Length > 0 ? entry.ResourceName : entry.Target.Name) is { Length: > 0 } what)
        {
            html.Append("<small>").Append(Isolated(what)).Append("</small>");
        }

        html.Append("</td><td>");
        AppendCameras(html, entry.Cameras);
        html.Append("</td><td>");
        AppendRecording(html, entry.Recording);
        html.Append("</td><td class=\"why\">").Append(Isolated(entry.Reason)).Append("</td><td class=\"")
            .Append(entry.Result == AuditResults.Succeeded ? "ok" : "not").Append("\">").Append(Encode(ReportWords.Sentence(entry.Result))).Append("</td></tr>\n");
    }

    private DateTimeOffset Local(DateTimeOffset time)
    {
        try
        {
            return zone.At(time);
        }
        catch (ArgumentException)
        {
            // At the ends of time there is no local time.
            return time;
        }
    }

    private static void AppendWho(StringBuilder html, Actor actor)
    {
        string? account = ReportWords.AccountOf(actor);
        string name = string.IsNullOrEmpty(actor.DisplayName) ? account ?? "(nobody named)" : actor.DisplayName;
        html.Append("<b>").Append(Isolated(name)).Append("</b>");
        if (!string.IsNullOrEmpty(account) && account != name)
        {
            html.Append("<small>").Append(Isolated(account)).Append("</small>");
        }

        if (actor.Type != ActorTypes.User)
        {
            html.Append("<small>").Append(Encode(ReportWords.Sentence(actor.Type))).Append("</small>");
        }
    }

    private static void AppendCameras(StringBuilder html, IReadOnlyList<CameraRef> cameras)
    {
        for (int i = 0; i < Math.Min(cameras.Count, MostCameras); i++)
        {
            html.Append(i > 0 ? ", " : "").Append(Isolated(ReportWords.NameOf(cameras[i])));
        }

        if (cameras.Count > MostCameras)
        {
            html.Append(CultureInfo.InvariantCulture, $" <small>and {cameras.Count - MostCameras} more cameras; entries.jsonl has them all</small>");
        }
    }

    private void AppendRecording(StringBuilder html, RecordingInterval? recording)
    {
        if (recording is null || (recording.From is null && recording.To is null))
        {
            return;
        }

        html.Append(recording.From is { } from ? Time(from) : "(start not known)").Append("<br>to ").Append(recording.To is { } to ? Time(to) : "(end not known)");
    }
}
