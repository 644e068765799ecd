namespace Auditor.WebConsole.Deliveries;

/// <summary>Where a subscription's entries go: a kind, and the settings of that kind.</summary>
public sealed record Destination
{
    /// <summary>FEED, WEBHOOK, SYSLOG or EMAIL.</summary>
    public string Kind { get; init; } = "";

    public FeedTarget? Feed { get; init; }

    public WebhookTarget? Webhook { get; init; }

    public HostTarget? Syslog { get; init; }

    public EmailTarget? Email { get; init; }

    /// <summary>What kind of destination, in words.</summary>
    public string KindWords => Kind switch { "FEED" => "Feed", "WEBHOOK" => "Webhook", "SYSLOG" => "Syslog", "EMAIL" => "E-mail", _ => Kind };

    /// <summary>Where, in words.</summary>
    public string Where => this switch
    {
        { Feed: { } feed } => "exchange " + feed.Exchange,
        { Webhook: { } webhook } => webhook.Url,
        { Syslog: { } syslog } => $"{syslog.Host}:{syslog.Port}",
        { Email: { } email } => string.Join(", ", email.To),
        _ => "",
    };
}
