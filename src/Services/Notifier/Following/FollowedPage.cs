namespace Auditor.Notifier.Following;

/// <summary>A stretch of the log, in its order and without a hole.</summary>
/// <param name="End">Where the log ended when this was read.</param>
/// <param name="Entries">Empty at the end of the log.</param>
internal sealed record FollowedPage(long End, IReadOnlyList<FollowedEntry> Entries);
