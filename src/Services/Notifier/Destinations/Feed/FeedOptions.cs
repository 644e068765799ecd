using System.ComponentModel.DataAnnotations;

namespace Auditor.Notifier.Destinations.Feed;

/// <summary>How the feed speaks of itself. Section <c>Auditor:Notifier:Feed</c>; the broker is <c>ConnectionStrings:rabbitmq</c>.</summary>
public sealed class FeedOptions
{
    public const string Section = "Auditor:Notifier:Feed";

    /// <summary>
    /// The attribute <c>source</c> of the events: an absolute URI. Give each log its own where one receiver listens to several, like
    /// <c>urn:auditor:log:harbour.example</c> or the URL of the log's API.
    /// </summary>
    public string Source { get; set; } = "urn:auditor:log";

    /// <summary>How long the broker may take to confirm what was published.</summary>
    [Range(1, 600, ErrorMessage = "Auditor:Notifier:Feed:ConfirmSeconds must be from 1 to 600.")]
    public int ConfirmSeconds { get; set; } = 30;
}
