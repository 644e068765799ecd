using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Auditor.Contracts;
using Auditor.Notifier.Formats;

namespace Auditor.Notifier.Destinations.Email;

/// <summary>
/// The mail as a page. It asks nothing of the network. The styles stand at the elements, because mail programs drop style sheets; the
/// sheet only has what cannot stand there, the dark colours. What others wrote is encoded and has a direction of its own.
/// </summary>
internal static class LetterHtml
{
    private const int MostCameras = 12;
    private const string Font = "font-family:'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
    private const string Wrap = "overflow-wrap:anywhere;word-break:break-word";

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
        <style>
        :root{color-scheme:light dark}
        @media (prefers-color-scheme:dark){
        .page{background:#14181d !important;color:#e6e9ec !important}
        .card{background:#1d232a !important;border-color:#333c46 !important}
        .line{border-color:#333c46 !important}
        .strong{color:#f4f6f8 !important}
        .dim{color:#a3adb8 !important}
        .brand{color:#7cb8ff !important}
        .why{border-color:#7cb8ff !important;color:#e6e9ec !important}
        .bad{background:#5c1f1f !important;color:#ffd9d6 !important}
        .meh{background:#4d3d10 !important;color:#ffe9ad !important}
        }
        @media (max-width:520px){.when{display:block !important;width:auto !important;padding-bottom:0 !important}.what{display:block !important;width:auto !important;border-top:0 !important;padding-top:4px !important}}
        </style></head>
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(Parcel parcel)
    {
        IReadOnlyList<Notification> all = parcel.Notifications;
        var html = new StringBuilder(Head)
            .Append(CultureInfo.InvariantCulture, $"<body class=\"page\" style=\"margin:0;padding:24px 12px;background:#f2f4f6;color:#20262c;{Font};font-size:15px;line-height:1.45\">\n")
            .Append("<table role=\"presentation\" align=\"center\" cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;max-width:720px;margin:0 auto;border-collapse:separate\"><tr><td class=\"card\" style=\"background:#ffffff;border:1px solid #dde2e7;border-radius:8px;padding:24px\">\n")
            .Append("<div class=\"brand\" style=\"color:#0b5cad;font-size:12px;font-weight:600;letter-spacing:.08em\">AUDITOR</div>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1 class=\"strong\" style=\"margin:4px 0 4px;font-size:20px;line-height:1.3;font-weight:600;color:#11161b;{Wrap}\">{Text(parcel.Headline)}</h1>\n");
        if (all.Count > 1)
        {
            html.Append("<div class=\"dim\" style=\"color:#5b6670;font-size:13px\">").Append(Text(LetterWords.Counts(all)));
            int bad = LetterWords.NotSucceeded(all);
            html.Append(bad > 0 ? string.Create(CultureInfo.InvariantCulture, $" &middot; {bad} not succeeded") : "").Append("</div>\n");
        }

        html.Append("<table cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;margin-top:16px;border-collapse:collapse;table-layout:fixed\">\n");
        string? day = null;
        foreach (Notification notification in all)
        {
            string date = parcel.Clock.Date(notification.Entry.OccurredAt);
            Append(html, notification, parcel.Clock, date == day ? null : date);
            day = date;
        }

        return html.Append("</table>\n")
            .Append(CultureInfo.InvariantCulture, $"<p class=\"dim\" style=\"margin:20px 0 0;color:#5b6670;font-size:12px;{Wrap}\">{Text(parcel.WhyYou)}<br>{Text(parcel.ZoneInWords)}<br>The audit log has the whole of each entry, by its position or id.</p>\n")
            .Append("</td></tr></table>\n</body></html>\n")
            .ToString();
    }

    private static void Append(StringBuilder html, Notification notification, MailClock clock, string? date)
    {
        AuditEntry entry = notification.Entry;
        html.Append("<tr><td class=\"when line\" style=\"width:112px;padding:12px 12px 12px 0;border-top:1px solid #e4e8ec;vertical-align:top;white-space:nowrap;font-variant-numeric:tabular-nums\">")
            .Append(date is null ? "" : $"<div class=\"dim\" style=\"color:#5b6670;font-size:12px\">{Text(date)}</div>")
            .Append(CultureInfo.InvariantCulture, $"<span class=\"strong\" style=\"font-weight:600;color:#11161b\">{clock.Clock(entry.OccurredAt)}</span> <span class=\"dim\" style=\"color:#5b6670;font-size:12px\">{Text(clock.Name(entry.OccurredAt))}</span></td>\n")
            .Append(CultureInfo.InvariantCulture, $"<td class=\"what line\" style=\"padding:12px 0;border-top:1px solid #e4e8ec;vertical-align:top;{Wrap}\">");
        html.Append("<div><b class=\"strong\" style=\"font-weight:600;color:#11161b\">").Append(Name(NameOf(entry.Actor))).Append("</b> ").Append(Text(EntryInWords.Did(entry)));
        AppendResult(html, entry.Result);
        html.Append("</div>\n");
        string[] whoElse = [Name(entry.Actor.Name.Length > 0 ? entry.Actor.DisplayName : null), Name(entry.Actor.Workstation)];
        if (string.Join(" &middot; ", whoElse.Where(text => text.Length > 0)) is { Length: > 0 } known)
        {
            html.Append("<div class=\"dim\" style=\"color:#5b6670;font-size:13px;margin-bottom:4px\">").Append(known).Append("</div>\n");
        }

        AppendCameras(html, entry);
        Line(html, "Recordings", Text(LetterWords.Recordings(entry.Recording, clock)));
        if (!string.IsNullOrEmpty(entry.Reason))
        {
            html.Append("<div class=\"why\" style=\"margin:6px 0;padding:2px 0 2px 10px;border-left:3px solid #0b5cad\">").Append(Name(entry.Reason)).Append("</div>\n");
        }

        Line(html, entry.Rules.Count == 1 ? "Rule" : "Rules", string.Join(", ", entry.Rules.Take(10).Select(rule => Name(rule.Name))));
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"dim\" style=\"color:#5b6670;font-size:12px;margin-top:4px\">Position {notification.Position} &middot; entry {entry.EntryId:D}</div></td></tr>\n");
    }

    private static void AppendResult(StringBuilder html, string result)
    {
        if (result == AuditResults.Succeeded)
        {
            return;
        }

        (string css, string colours) = result is AuditResults.Failed or AuditResults.Denied ? ("bad", "background:#fde3e1;color:#8c1d18") : ("meh", "background:#fdf0cd;color:#6b4e00");
        html.Append(CultureInfo.InvariantCulture, $" <span class=\"{css}\" style=\"display:inline-block;padding:0 8px;border-radius:9px;font-size:12px;font-weight:600;{colours}\">{Text(Deeds.Word(result))}</span>");
    }

    private static void AppendCameras(StringBuilder html, AuditEntry entry)
    {
        if (entry.Cameras.Count == 0)
        {
            Line(html, "", Name(entry.ResourceName.Length > 0 ? entry.ResourceName : entry.Target.Name));
            return;
        }

        string names = string.Join(", ", entry.Cameras.Take(MostCameras).Select(camera => Name(camera.Name.Length > 0 ? camera.Name : camera.Id)));
        int more = entry.Cameras.Count - MostCameras;
        Line(html, entry.Cameras.Count == 1 ? "Camera" : "Cameras", more > 0 ? string.Create(CultureInfo.InvariantCulture, $"{names} and {more} more") : names);
    }

    private static void Line(StringBuilder html, string name, string value)
    {
        if (value.Length > 0)
        {
            html.Append("<div>").Append(name.Length > 0 ? $"<span class=\"dim\" style=\"color:#5b6670\">{name}</span> " : "").Append(value).Append("</div>\n");
        }
    }

    private static string NameOf(Actor actor) =>
        actor.Name is { Length: > 0 } name ? name : actor.DisplayName is { Length: > 0 } display ? display : actor.Id is { Length: > 0 } id ? id : "(nobody named)";

    /// <summary>What somebody else wrote, in a direction of its own.</summary>
    private static string Name(string? text) =>
        string.IsNullOrEmpty(text) ? "" : $"<bdi>{Text(CleanText.Shortened(CleanText.OneLine(text), LetterWords.LongestText))}</bdi>";

    private static string Text(string text) => Encoder.Encode(text);
}
