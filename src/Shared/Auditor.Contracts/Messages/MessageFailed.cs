namespace Auditor.Contracts;

/// <summary>Any service to AuditWriter: this message could not be taken. Its body is kept whole until it is imported again.</summary>
public sealed record MessageFailed
{
    public int Version { get; init; } = 1;

    /// <summary>The same for the same body from the same queue, so that a redelivery is not a second failure.</summary>
    public Guid FailureId { get; init; }

    /// <summary>The queue it was taken from; importing again puts it back there.</summary>
    public string Queue { get; init; } = "";

    /// <summary>The body, byte for byte, in base64.</summary>
    public string BodyBase64 { get; init; } = "";

    public string? ContentType { get; init; }

    /// <summary>What is wrong, in words that name the field and the allowed values.</summary>
    public string Problem { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset FailedAt { get; init; }
}
