using System.Globalization;
using Auditor.Contracts;
using Auditor.Notifier.Formats;
using Auditor.Storage;

namespace Auditor.Notifier.Destinations.Email;

/// <summary>Writes what a mail says.</summary>
internal sealed class LetterWriter
{
    private const int LongestSubject = 150;

    private readonly Subscription _subscription;
    private readonly MailClock _clock;
    private readonly string _domain;

    public LetterWriter(Subscription subscription)
    {
        EmailSettings settings = subscription.Destination.Email!;
        _subscription = subscription;
        _clock = new MailClock(settings.TimeZone);
        _domain = EmailKind.DomainOf(EmailKind.AddressOf(settings.From)!)!;
    }

    /// <param name="notifications">What one mail tells of; one at least.</param>
    /// <param name="part">Which mail of those that go out together, from 1.</param>
    /// <param name="parts">How many these are.</param>
    public Letter Write(IReadOnlyList<Notification> notifications, int part, int parts)
    {
        AuditEntry first = notifications[0].Entry;
        string title = notifications.Count == 1 ? EntryInWords.Title(first) : TitleOfMany(notifications);
        if (parts > 1)
        {
            title += string.Create(CultureInfo.InvariantCulture, $" ({part} of {parts})");
        }

        var parcel = new Parcel(title, notifications, WhyYou(notifications), _clock);
        return new Letter(
            string.Create(CultureInfo.InvariantCulture, $"{first.EntryId:n}.{notifications.Count}.{_subscription.Id:n}@{_domain}"),
            CleanText.Shortened(title, LongestSubject),
            LetterText.Of(parcel),
            LetterHtml.Of(parcel));
    }

    private string TitleOfMany(IReadOnlyList<Notification> notifications)
    {
        string span = _clock.Span(notifications.Min(one => one.Entry.OccurredAt), notifications.Max(one => one.Entry.OccurredAt));
        return string.Create(CultureInfo.InvariantCulture, $"{Parcel.Prefix}{notifications.Count} entries, {span}");
    }

    /// <summary>What the reader may ask first: why do I get this.</summary>
    private string WhyYou(IReadOnlyList<Notification> notifications)
    {
        string subscribed = $"You get this mail because your address is in Auditor's subscription \"{CleanText.Isolated(_subscription.Name)}\".";
        RuleMatch[] asking = [.. notifications.SelectMany(one => one.AskedBy).DistinctBy(rule => rule.Id)];
        return asking.Length switch
        {
            0 => subscribed,
            1 => $"{subscribed} The audit rule \"{EntryInWords.Rules(asking)}\" asked for it.",
            <= 10 => $"{subscribed} These audit rules asked for it: {EntryInWords.Rules(asking)}.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{subscribed} These audit rules asked for it: {EntryInWords.Rules(asking.Take(10))} and {asking.Length - 10} more."),
        };
    }
}
