namespace Auditor.Storage;

/// <summary>Mail over SMTP (RFC 5321). Its secret is named <c>password</c>, and only needed with a user name.</summary>
public sealed record EmailSettings
{
    public string Host { get; init; } = "";

    /// <summary>Usual: 587 with STARTTLS, 25 without.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Encrypted by STARTTLS (RFC 3207), with the server's certificate checked; never falls back to plain text.</summary>
    public bool StartTls { get; init; } = true;

    public string? UserName { get; init; }

    public string From { get; init; } = "";

    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Minutes over which entries are collected into one mail; 0 sends at once, what waits together in one mail.</summary>
    public int DigestMinutes { get; init; }

    /// <summary>IANA zone of the times in the mail, like <c>Europe/Copenhagen</c>.</summary>
    public string TimeZone { get; init; } = "UTC";
}
