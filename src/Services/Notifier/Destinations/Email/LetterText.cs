using System.Globalization;
using System.Text;
using Auditor.Contracts;
using Auditor.Notifier.Formats;

namespace Auditor.Notifier.Destinations.Email;

/// <summary>The mail for those who read plain text.</summary>
internal static class LetterText
{
    private const int MostCameras = 20;

    public static string Of(Parcel parcel)
    {
        var text = new StringBuilder().Append(parcel.Title).Append("\n\n");
        foreach (Notification notification in parcel.Notifications)
        {
            Append(text, notification, parcel.Clock);
        }

        return text.Append("-- \n").Append(parcel.WhyYou).Append('\n').Append(parcel.ZoneInWords).Append("\nThe audit log has the whole of each entry, by its position or id.\n").ToString();
    }

    private static void Append(StringBuilder text, Notification notification, MailClock clock)
    {
        AuditEntry entry = notification.Entry;
        text.Append(clock.Moment(entry.OccurredAt)).Append("  ").Append(EntryInWords.Who(entry.Actor)).Append(' ').Append(EntryInWords.Did(entry)).Append('\n');
        Line(text, "Display name", CleanText.Isolated(entry.Actor.DisplayName));
        Line(text, "Machine", CleanText.Isolated(entry.Actor.Workstation));
        Line(text, entry.Cameras.Count == 1 ? "Camera" : "Cameras", EntryInWords.Cameras(entry, MostCameras));
        Line(text, "What", entry.Cameras.Count > 0 ? "" : EntryInWords.What(entry));
        Line(text, "Recordings", LetterWords.Recordings(entry.Recording, clock));
        Line(text, "Reason", CleanText.Isolated(entry.Reason));
        Line(text, "Result", entry.Result == AuditResults.Succeeded ? "" : Deeds.Word(entry.Result));
        Line(text, "Rules", EntryInWords.Rules(entry.Rules));
        text.Append(CultureInfo.InvariantCulture, $"    Position {notification.Position}, entry {entry.EntryId:D}\n\n");
    }

    private static void Line(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
        {
            text.Append("    ").Append(name).Append(": ").Append(CleanText.Shortened(value, LetterWords.LongestText)).Append('\n');
        }
    }
}
