using Auditor.Contracts;

namespace Auditor.WebConsole.Rules;

/// <summary>A back-test as AuditWriter tells of it.</summary>
public sealed record BackTestView
{
    public Guid Id { get; init; }

    /// <summary>The draft that is tried.</summary>
    public AuditRule Rule { get; init; } = new();

    public DateTimeOffset From { get; init; }

    public DateTimeOffset To { get; init; }

    public string? Tenant { get; init; }

    /// <summary>queued, running, done, failed or cancelled.</summary>
    public string State { get; init; } = "";

    public long Total { get; init; }

    public long Done { get; init; }

    public string? Problem { get; init; }

    public BackTestOutcome? Result { get; init; }

    public bool HasEnded => State is "done" or "failed" or "cancelled";
}
