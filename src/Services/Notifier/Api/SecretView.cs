namespace Auditor.Notifier.Api;

/// <summary>That there is a secret, and not which.</summary>
/// <param name="Name">What it is for: <c>signing</c> or <c>password</c>.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ExpiresAt">From when on it is not used any more (UTC); absent while it is the current one.</param>
internal sealed record SecretView(string Name, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);
