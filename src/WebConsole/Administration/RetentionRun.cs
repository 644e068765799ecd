using Auditor.Contracts;

namespace Auditor.WebConsole.Administration;

/// <summary>One run of the policies. Times are UTC.</summary>
public sealed record RetentionRun
{
    public Guid RunId { get; init; }

    public Actor RequestedBy { get; init; } = new();

    public DateTimeOffset RequestedAt { get; init; }

    public bool Scheduled { get; init; }

    public string State { get; init; } = "";

    public long Declared { get; init; }

    public long Erased { get; init; }

    public long Kept { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? Problem { get; init; }
}
