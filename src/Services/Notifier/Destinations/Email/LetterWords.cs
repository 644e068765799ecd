using System.Globalization;
using Auditor.Contracts;
using Auditor.Notifier.Formats;

namespace Auditor.Notifier.Destinations.Email;

/// <summary>Words that both forms of a mail have alike.</summary>
internal static class LetterWords
{
    /// <summary>Bytes of one text, at most: a reason can be a novel.</summary>
    public const int LongestText = 2_000;

    /// <summary>"21 Nov 2026 07:00:00 - 07:10:00 CET"; empty when neither end is known.</summary>
    public static string Recordings(RecordingInterval? recording, MailClock clock) => recording switch
    {
        { From: { } from, To: { } to } when clock.Date(from) == clock.Date(to) && clock.Name(from) == clock.Name(to) => $"{clock.Date(from)} {clock.Clock(from)} - {clock.Clock(to)} {clock.Name(to)}",
        { From: { } from, To: { } to } => $"{clock.Moment(from)} - {clock.Moment(to)}",
        { From: { } from } => "from " + clock.Moment(from),
        { To: { } to } => "until " + clock.Moment(to),
        _ => "",
    };

    /// <summary>"Playback 12, Export 3"; what there is most of first.</summary>
    public static string Counts(IReadOnlyList<Notification> notifications) =>
        string.Join(", ", notifications
            .GroupBy(one => Deeds.Word(one.Entry.AuditableResource))
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} {group.Count()}")));

    /// <summary>How many did not simply succeed.</summary>
    public static int NotSucceeded(IReadOnlyList<Notification> notifications) => notifications.Count(one => one.Entry.Result != AuditResults.Succeeded);
}
