using System.ComponentModel.DataAnnotations;

namespace Auditor.Hosting.Access;

/// <summary>Who may call, how often, and how long a session lasts. Section <c>Auditor:Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Auditor:Access";

    /// <summary>Lets a host listen without TLS on an address that others can reach.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>) of proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>Requests a minute of one address, whoever it is.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Auditor:Access:RequestsPerMinutePerAddress must be from 1 to 10000000.")]
    public int RequestsPerMinutePerAddress { get; set; } = 120_000;

    /// <summary>Requests a minute of one account or key.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Auditor:Access:RequestsPerMinutePerIdentity must be from 1 to 10000000.")]
    public int RequestsPerMinutePerIdentity { get; set; } = 60_000;

    /// <summary>Tries a minute of one address to sign in.</summary>
    [Range(1, 10_000, ErrorMessage = "Auditor:Access:SignInsPerMinute must be from 1 to 10000.")]
    public int SignInsPerMinute { get; set; } = 20;

    /// <summary>A session without a request for so long is over.</summary>
    [Range(1, 1_440, ErrorMessage = "Auditor:Access:SessionIdleMinutes must be from 1 to 1440.")]
    public int SessionIdleMinutes { get; set; } = 30;

    /// <summary>A session is over after so long, whatever happens.</summary>
    [Range(1, 168, ErrorMessage = "Auditor:Access:SessionHours must be from 1 to 168.")]
    public int SessionHours { get; set; } = 12;

    /// <summary>The same read again, or the same refusal, within so many seconds is counted and told in one entry.</summary>
    [Range(1, 3_600, ErrorMessage = "Auditor:Access:TellEverySeconds must be from 1 to 3600.")]
    public int TellEverySeconds { get; set; } = 60;
}
