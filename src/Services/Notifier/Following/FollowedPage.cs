namespace Auditor.Notifier.Following;

/// <summary>A stretch of the log, in its order and without a hole.</summary>
/// <param name="End">Where the log ended when this was read.</param>
/// <param name="Entries">Empty at the end of the log.</param>
/// <param name="LogId">Tells one log from another; null when that is not known.</param>
internal sealed record FollowedPage(long End, IReadOnlyList<FollowedEntry> Entries, Guid? LogId = null);
