namespace Auditor.Storage;

/// <summary>A syslog receiver: RFC 5424 messages, framed by octet counting (RFC 6587 and RFC 5425).</summary>
public sealed record SyslogSettings
{
    public string Host { get; init; } = "";

    /// <summary>Usual: 6514 with TLS, 601 without.</summary>
    public int Port { get; init; } = 6514;

    /// <summary>Encrypted, with the receiver's certificate checked.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>One of <see cref="SyslogFormats"/>.</summary>
    public string Format { get; init; } = SyslogFormats.StructuredData;

    /// <summary>Facility of RFC 5424 table 1, 0 to 23; 13 is "log audit".</summary>
    public int Facility { get; init; } = 13;
}
