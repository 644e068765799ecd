namespace Auditor.Storage;

/// <summary>A hole that has become an entry and is not filled. What is still missing of it stands in the session's holes.</summary>
/// <param name="GapId">Id of the entry.</param>
/// <param name="From">First number that was missing.</param>
/// <param name="To">Last number that was missing.</param>
/// <param name="MissedAt">When it was first seen (UTC).</param>
/// <param name="DeclaredAt">When it was declared (UTC).</param>
/// <param name="FilledSince">Since when it is filled in part without an entry that says so (UTC); null when there is nothing to say.</param>
/// <param name="GivenUp">How many of its numbers are not waited for any more.</param>
public sealed record DeclaredGap(
    Guid GapId, long From, long To, DateTimeOffset MissedAt, DateTimeOffset DeclaredAt, DateTimeOffset? FilledSince = null, long GivenUp = 0);
