using System.ComponentModel.DataAnnotations;

namespace Auditor.Notifier.Destinations.Syslog;

/// <summary>What all syslog messages have alike. Section <c>Auditor:Notifier:Syslog</c>.</summary>
public sealed class SyslogOptions
{
    public const string Section = "Auditor:Notifier:Syslog";

    /// <summary>
    /// Private enterprise number in the name of the structured data, <c>auditor@32473</c>. 32473 is the one for examples (RFC 5612): we
    /// have none of our own.
    /// </summary>
    [Range(1L, 4_294_967_295L, ErrorMessage = "Auditor:Notifier:Syslog:EnterpriseNumber must be from 1 to 4294967295.")]
    public long EnterpriseNumber { get; set; } = 32473;

    /// <summary>HOSTNAME of the messages. Empty: the machine's name.</summary>
    [RegularExpression("^[!-~]{0,255}$", ErrorMessage = "Auditor:Notifier:Syslog:HostName must be at most 255 printable ASCII characters without spaces.")]
    public string HostName { get; set; } = "";

    /// <summary>Longest message, in bytes without its octet count. RFC 5424 wants receivers to take 2048; rsyslog takes 8192 unless told otherwise.</summary>
    [Range(2_048, 65_536, ErrorMessage = "Auditor:Notifier:Syslog:MaximumBytes must be from 2048 to 65536.")]
    public int MaximumBytes { get; set; } = 8_192;
}
