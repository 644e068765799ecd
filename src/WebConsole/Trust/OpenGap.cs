namespace Auditor.WebConsole.Trust;

/// <summary>A declared gap of which something is missing.</summary>
public sealed record OpenGap
{
    public Guid GapEntryId { get; init; }

    public string? Workstation { get; init; }

    public string User { get; init; } = "";

    public long From { get; init; }

    public long To { get; init; }

    public long StillMissing { get; init; }

    public DateTimeOffset MissedAt { get; init; }

    public DateTimeOffset DeclaredAt { get; init; }
}
