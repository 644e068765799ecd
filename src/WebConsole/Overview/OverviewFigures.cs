namespace Auditor.WebConsole.Overview;

/// <summary>Everything that the overview draws.</summary>
/// <param name="Begins">When the log's first entry occurred (UTC), where that is later than the time that was asked for.</param>
/// <param name="Series">What operators did over time, by resource; from when the log begins.</param>
/// <param name="Opened">Openings and exports of recordings, by actor and camera.</param>
/// <param name="Hours">The same by hour of the week.</param>
/// <param name="Answers">What became of questions, by action.</param>
/// <param name="Outside">Openings and exports outside working hours, by actor.</param>
/// <param name="Repeats">Who opened the same camera several times.</param>
/// <param name="Reasons">Reasons that repeat.</param>
/// <param name="Missing">Openings and exports without a reason.</param>
/// <param name="Exported">Exports that were made.</param>
public sealed record OverviewFigures(
    DateTimeOffset? Begins, EntrySeries Series, EntryCounts Opened, HourCounts Hours, EntryCounts Answers, EntryCounts Outside, RepeatList Repeats, ReasonList Reasons, long Missing, long Exported);
