namespace Auditor.Storage;

/// <summary>Where entries go. Exactly the settings of its kind are there.</summary>
public sealed record Destination
{
    /// <summary>One of <see cref="DestinationKinds"/>.</summary>
    public string Kind { get; init; } = "";

    public FeedSettings? Feed { get; init; }

    public WebhookSettings? Webhook { get; init; }

    public SyslogSettings? Syslog { get; init; }

    public EmailSettings? Email { get; init; }
}
