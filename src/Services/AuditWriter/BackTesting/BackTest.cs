using Auditor.Contracts;

namespace Auditor.AuditWriter.BackTesting;

/// <summary>A draft rule that is tried on the past, as it is asked for and told about.</summary>
public sealed record BackTest
{
    public Guid Id { get; init; }

    /// <summary>The draft as it was asked. It is tried as if it were enabled and live.</summary>
    public AuditRule Rule { get; init; } = new();

    /// <summary>Entries that occurred at or after this (UTC).</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Entries that occurred before this (UTC).</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>Only this tenant's entries; absent: all.</summary>
    public string? Tenant { get; init; }

    /// <summary>IANA or Windows id of the time zone whose days are counted by.</summary>
    public string Zone { get; init; } = "UTC";

    public Actor RequestedBy { get; init; } = new();

    public DateTimeOffset RequestedAt { get; init; }

    public BackTestState State { get; init; }

    /// <summary>Entries of the period when it was asked for, of all tenants.</summary>
    public long Total { get; init; }

    /// <summary>Entries that it has gone past so far, of all tenants.</summary>
    public long Done { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the result is forgotten.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why there is no result, in words.</summary>
    public string? Problem { get; init; }

    /// <summary>Absent until it is done.</summary>
    public BackTestResult? Result { get; init; }

    internal bool HasEnded => State is BackTestState.Done or BackTestState.Failed or BackTestState.Cancelled;
}
