namespace Auditor.Plugin.Core.Spooling;

/// <param name="Waiting">Activities that are not known to be safe on the other side.</param>
/// <param name="OldestWaiting">When the oldest of them was observed (UTC); null when none waits.</param>
/// <param name="Capacity">How many may wait at most.</param>
/// <param name="Problem">What is wrong with the disk, in a sentence; null when nothing is.</param>
public sealed record SpoolStatus(long Waiting, DateTimeOffset? OldestWaiting, long Capacity, string? Problem);
