namespace Auditor.Contracts;

/// <summary>How an audited fact ended.</summary>
public static class AuditResults
{
    public const string Succeeded = "SUCCEEDED";
    public const string Failed = "FAILED";
    public const string Denied = "DENIED";
    public const string Cancelled = "CANCELLED";
    public const string Unknown = "UNKNOWN";

    public static IReadOnlyList<string> All { get; } = [Succeeded, Failed, Denied, Cancelled, Unknown];
}
