namespace Auditor.Storage;

/// <summary>What a syslog message says.</summary>
public static class SyslogFormats
{
    /// <summary>Structured data of RFC 5424, and the entry in words.</summary>
    public const string StructuredData = "STRUCTURED_DATA";

    /// <summary>ArcSight Common Event Format as the message.</summary>
    public const string Cef = "CEF";

    public static IReadOnlyList<string> All { get; } = [StructuredData, Cef];
}
