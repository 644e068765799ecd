namespace Auditor.Notifier.Destinations.Email;

/// <summary>What both forms of a mail, text and HTML, tell.</summary>
/// <param name="Title">What happened, in one line.</param>
/// <param name="Notifications">What it tells of; one at least.</param>
/// <param name="WhyYou">Why the reader gets it.</param>
/// <param name="Clock">The readers' clock.</param>
internal sealed record Parcel(string Title, IReadOnlyList<Notification> Notifications, string WhyYou, MailClock Clock)
{
    /// <summary>The zone of the times, where they are told as a whole.</summary>
    public string ZoneInWords
    {
        get
        {
            string name = Clock.Name(Notifications[^1].Entry.OccurredAt);
            return $"Times are those of {Clock.Zone}{(name == Clock.Zone ? "" : $" ({name})")}, by the clock of the machine where it happened.";
        }
    }
}
