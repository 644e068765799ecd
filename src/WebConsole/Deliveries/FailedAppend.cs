namespace Auditor.WebConsole.Deliveries;

/// <summary>A message that could not become an entry.</summary>
public sealed record FailedAppend
{
    public Guid FailureId { get; init; }

    /// <summary>The queue that it came from.</summary>
    public string Queue { get; init; } = "";

    /// <summary>What was wrong.</summary>
    public string Problem { get; init; } = "";

    public DateTimeOffset FailedAt { get; init; }

    public string? ContentType { get; init; }

    public long Bytes { get; init; }

    /// <summary>The message, when it was asked for and is UTF-8.</summary>
    public string? BodyText { get; init; }

    /// <summary>The message, when it was asked for and is not UTF-8.</summary>
    public string? BodyBase64 { get; init; }

    public Settlement? Settlement { get; init; }
}
