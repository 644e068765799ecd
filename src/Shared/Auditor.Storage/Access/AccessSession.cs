namespace Auditor.Storage;

/// <summary>Somebody who has signed in.</summary>
public sealed record AccessSession
{
    /// <summary>SHA-256 of the session's token, in 64 lower-case hexadecimal digits.</summary>
    public string TokenHash { get; init; } = "";

    public Guid AccountId { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Rounded to the minute or so.</summary>
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Over by then, whatever happens.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}
