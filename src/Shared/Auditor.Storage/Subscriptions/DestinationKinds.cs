namespace Auditor.Storage;

/// <summary>The kinds of destinations.</summary>
public static class DestinationKinds
{
    /// <summary>A topic exchange on RabbitMQ.</summary>
    public const string Feed = "FEED";

    /// <summary>HTTP POST after the Standard Webhooks specification.</summary>
    public const string Webhook = "WEBHOOK";

    /// <summary>RFC 5424 over TCP or TLS.</summary>
    public const string Syslog = "SYSLOG";

    /// <summary>SMTP.</summary>
    public const string Email = "EMAIL";

    public static IReadOnlyList<string> All { get; } = [Feed, Webhook, Syslog, Email];
}
