namespace Auditor.Storage;

/// <summary>
/// The lowest holes of a session that had too many of them. They stay missing for good: whether a number up to <paramref name="To"/>
/// comes later is not looked at any more.
/// </summary>
/// <param name="To">The highest number given up.</param>
/// <param name="Missing">How many numbers.</param>
/// <param name="Gaps">How many declared gaps stay open because of it.</param>
/// <param name="MissedAt">When the last of them was first seen missing (UTC).</param>
public sealed record GivenUpHoles(long To, long Missing, long Gaps, DateTimeOffset MissedAt);
