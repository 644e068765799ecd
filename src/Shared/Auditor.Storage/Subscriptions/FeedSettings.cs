namespace Auditor.Storage;

/// <summary>A topic exchange on RabbitMQ that gets CloudEvents 1.0 in structured JSON mode.</summary>
public sealed record FeedSettings
{
    /// <summary><c>auditor.entries</c>, or a name that begins with <c>auditor.entries.</c></summary>
    public string Exchange { get; init; } = Contracts.Exchanges.Entries;

    /// <summary>What the event's data is: one of <see cref="BodyFormats"/>.</summary>
    public string Format { get; init; } = BodyFormats.Entry;
}
