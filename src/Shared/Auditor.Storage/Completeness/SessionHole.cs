namespace Auditor.Storage;

/// <summary>Numbers of a session that no entry has, although a higher one is there.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="MissedAt">When the entry was appended that showed them missing (UTC).</param>
/// <param name="SeenBefore">When the activity with the number before them happened, by the client's clock; null at the session's beginning.</param>
/// <param name="SeenAfter">When the activity with the number after them happened, by the client's clock.</param>
/// <param name="GapId">The declared gap that they belong to; null while they are waited for.</param>
public sealed record SessionHole(long From, long To, DateTimeOffset MissedAt, DateTimeOffset? SeenBefore, DateTimeOffset SeenAfter, Guid? GapId)
{
    /// <summary>How many numbers.</summary>
    public long Count() => To - From + 1;
}
