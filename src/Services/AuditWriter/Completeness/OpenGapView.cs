using Auditor.Storage;

namespace Auditor.AuditWriter.Completeness;

/// <summary>A declared gap of which something is missing.</summary>
/// <param name="GapEntryId">The entry that declared it; also the correlation id of all entries about it.</param>
/// <param name="Session">The client session.</param>
/// <param name="Workstation">Its machine, where it said so.</param>
/// <param name="User">Who last did something in it.</param>
/// <param name="From">First number of the gap.</param>
/// <param name="To">Last number of the gap.</param>
/// <param name="StillMissing">How many of them are missing now.</param>
/// <param name="Ranges">The first of those, at most 100 ranges.</param>
/// <param name="MissedAt">When it was first seen (UTC).</param>
/// <param name="DeclaredAt">When it was declared (UTC).</param>
public sealed record OpenGapView(
    Guid GapEntryId,
    Guid Session,
    string? Workstation,
    string User,
    long From,
    long To,
    long StillMissing,
    IReadOnlyList<NumberRange> Ranges,
    DateTimeOffset MissedAt,
    DateTimeOffset DeclaredAt)
{
    private const int RangesListed = 100;

    internal static IEnumerable<OpenGapView> AllOf(ClientSession session)
    {
        ILookup<Guid?, SessionHole> holes = session.Holes.ToLookup(hole => hole.GapId);
        return session.Gaps.Select(gap => new OpenGapView(
            gap.GapId,
            session.SessionId,
            session.Workstation,
            session.User,
            gap.From,
            gap.To,
            holes[gap.GapId].Sum(hole => hole.Count()) + gap.GivenUp,
            [.. holes[gap.GapId].Take(RangesListed).Select(hole => new NumberRange(hole.From, hole.To))],
            gap.MissedAt,
            gap.DeclaredAt));
    }
}
