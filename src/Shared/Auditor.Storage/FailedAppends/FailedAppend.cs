namespace Auditor.Storage;

/// <summary>A message that could not be made an entry.</summary>
public sealed record FailedAppend
{
    public Guid FailureId { get; init; }

    /// <summary>The queue it came from; importing again puts it back there.</summary>
    public string Queue { get; init; } = "";

    /// <summary>The body as it came.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    /// <summary>What was wrong, in words.</summary>
    public string Problem { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset FailedAt { get; init; }

    /// <summary>Null while it is open.</summary>
    public Settlement? Settlement { get; init; }
}
