namespace Auditor.Storage;

/// <summary>A secret of a subscription, encrypted with Notifier's key. It is never given out again.</summary>
public sealed record SealedSecret
{
    /// <summary>What it is for: <c>signing</c> of a webhook, <c>password</c> of a mail server.</summary>
    public string Name { get; init; } = "";

    /// <summary>Ciphertext in base64.</summary>
    public string Sealed { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is not used any more (UTC): the one before, after a rotation. Absent while it is the current one.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
