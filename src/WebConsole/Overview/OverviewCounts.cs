namespace Auditor.WebConsole.Overview;

/// <summary>What the overview asks, as <c>/api/audit/statistics</c> answers it: by the names that <see cref="LogStatistics"/> asks by.</summary>
/// <param name="Series">What operators did over time, by resource; from when the log begins.</param>
/// <param name="Opened">Openings and exports of recordings, by actor and camera.</param>
/// <param name="Hours">The same by hour of the week.</param>
/// <param name="Answers">What became of questions, by action.</param>
/// <param name="Outside">Openings and exports outside working hours, by actor.</param>
/// <param name="Repeats">Who opened the same camera several times.</param>
/// <param name="Reasons">Reasons that repeat.</param>
/// <param name="Missing">Openings and exports without a reason.</param>
/// <param name="Exported">Exports that were made.</param>
public sealed record OverviewCounts(
    EntrySeries Series, EntryCounts Opened, HourCounts Hours, EntryCounts Answers, EntryCounts Outside, RepeatList Repeats, ReasonList Reasons, EntryCounts Missing, EntryCounts Exported);
