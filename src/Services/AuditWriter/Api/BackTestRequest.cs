using Auditor.Contracts;

namespace Auditor.AuditWriter.Api;

/// <summary>What a back-test is asked by.</summary>
public sealed record BackTestRequest
{
    /// <summary>The draft, as <c>POST /api/rules</c> takes it. It is tried as if it were enabled and live.</summary>
    public AuditRule Rule { get; init; } = new();

    /// <summary>Entries that occurred at or after this; a time with its zone.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Entries that occurred before this; a time with its zone.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>Only this tenant's entries; absent: all.</summary>
    public string? Tenant { get; init; }

    /// <summary>IANA or Windows id of the time zone whose days are counted by; absent: UTC.</summary>
    public string? Zone { get; init; }
}
