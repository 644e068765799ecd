namespace Auditor.Storage;

/// <summary>An HTTP endpoint after the Standard Webhooks specification. Its secret is named <c>signing</c>.</summary>
public sealed record WebhookSettings
{
    /// <summary>Absolute, <c>https</c> (or <c>http</c> where the server's settings allow it), without user info and fragment.</summary>
    public string Url { get; init; } = "";

    /// <summary>One of <see cref="BodyFormats"/>.</summary>
    public string Format { get; init; } = BodyFormats.Entry;
}
