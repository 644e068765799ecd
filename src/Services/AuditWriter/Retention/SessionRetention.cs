using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>
/// Takes the names of people and machines out of the states of client sessions that are as old as the entries which the ceiling of the rest
/// removes. Their numbers stay, so that a late activity is no new session in which everything before is missing.
/// </summary>
internal sealed class SessionRetention(IClientSessionStore sessions)
{
    private const int PageSize = 500;

    /// <summary>Of those who follow the log meanwhile one is told that the other was first; then it is tried again.</summary>
    private const int MostTries = 20;

    /// <summary>Sessions with a name that were last seen before this.</summary>
    public async Task<IReadOnlyList<Guid>> ListDueAsync(DateTimeOffset seenBefore, CancellationToken cancellation)
    {
        var due = new List<Guid>();
        ClientSessionCursor? after = null;
        while (true)
        {
            IReadOnlyList<ClientSession> page = await sessions.ListAsync(standing: null, PageSize, after, cancellation);
            due.AddRange(page.Where(session => IsDue(session, seenBefore)).Select(session => session.SessionId));
            if (page.Count < PageSize)
            {
                return due;
            }

            after = new ClientSessionCursor(page[^1].FirstSeen, page[^1].SessionId);
        }
    }

    /// <summary>How many have no name any more. One that was seen again meanwhile keeps it.</summary>
    public async Task<long> BlankAsync(IReadOnlyList<Guid> due, DateTimeOffset seenBefore, CancellationToken cancellation)
    {
        long blanked = 0;
        foreach (Guid[] some in due.Chunk(PageSize))
        {
            for (int tries = 0; tries < MostTries; tries++)
            {
                LogBookmark bookmark = await sessions.ReadBookmarkAsync(cancellation);
                ClientSession[] named = [.. (await sessions.FindAsync(some, cancellation)).Where(session => IsDue(session, seenBefore))];
                ClientSession[] unnamed = [.. named.Select(session => session with { User = "", Workstation = null })];
                if (unnamed.Length == 0 || await sessions.SaveAsync(unnamed, bookmark, cancellation))
                {
                    blanked += unnamed.Length;
                    break;
                }
            }
        }

        return blanked;
    }

    private static bool IsDue(ClientSession session, DateTimeOffset seenBefore) =>
        session.LastSeen < seenBefore && (session.User.Length > 0 || session.Workstation is not null);
}
