namespace Auditor.AuditWriter.Statistics;

/// <summary>How many entries occurred in each hour of the week.</summary>
/// <param name="Zone">By whose clocks.</param>
/// <param name="Total">All of them.</param>
/// <param name="Hours">168 numbers: Monday 00 to 01 first, Sunday 23 to 24 last.</param>
public sealed record HourCounts(string Zone, long Total, IReadOnlyList<long> Hours);
