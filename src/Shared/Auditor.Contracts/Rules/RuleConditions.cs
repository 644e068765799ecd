namespace Auditor.Contracts;

/// <summary>Further conditions; all that are given must hold.</summary>
public sealed record RuleConditions
{
    public Schedule? Schedule { get; init; }

    /// <summary>Holds when the earliest recording concerned is older than this many minutes; not while that is unknown.</summary>
    public int? FootageOlderThanMinutes { get; init; }

    /// <summary>Concerns exports only: holds when a camera's exported period is longer than this many minutes.</summary>
    public int? ExportLongerThanMinutes { get; init; }
}
