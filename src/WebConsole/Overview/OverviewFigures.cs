namespace Auditor.WebConsole.Overview;

/// <summary>Everything that the overview draws.</summary>
/// <param name="Begins">When the log's first entry occurred (UTC), where that is later than the time that was asked for.</param>
/// <param name="Counts">What was counted.</param>
public sealed record OverviewFigures(DateTimeOffset? Begins, OverviewCounts Counts);
