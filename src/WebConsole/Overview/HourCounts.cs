namespace Auditor.WebConsole.Overview;

/// <summary>How many entries occurred in each hour of the week, as <c>/api/audit/hours</c> says it.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Hours">168 numbers from Monday 00 to 01 on.</param>
public sealed record HourCounts(long Total, IReadOnlyList<long> Hours);
