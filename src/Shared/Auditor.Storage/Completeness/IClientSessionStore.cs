namespace Auditor.Storage;

/// <summary>
/// What is known of the client sessions that the audit log has heard of, and how far the log has been read for it. All of it can be made
/// again from the log, except which holes have been declared. Safe for concurrent use by any number of processes: of two that follow the
/// log at once, one is told that the other was first. Reads throw <see cref="StoreUnavailableException"/> too.
/// </summary>
public interface IClientSessionStore
{
    /// <summary>How far the log has been read; the beginning when it has not been.</summary>
    Task<LogBookmark> ReadBookmarkAsync(CancellationToken cancellation);

    /// <summary>The sessions of these ids that are known, in any order.</summary>
    Task<IReadOnlyList<ClientSession>> FindAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken cancellation);

    /// <summary>
    /// Keeps sessions, and how far the log has been read with them. MUST be durable when it returns true. MUST change nothing of a session
    /// whose <see cref="ClientSession.Revision"/> is not the one that is kept (0: none is), nor move the bookmark then; a store without
    /// transactions over several records MAY have kept others of the batch. Revisions count up by one with each change.
    /// </summary>
    /// <param name="sessions">As they shall be, with the revision they had when they were read.</param>
    /// <param name="bookmark">Where to move it, with the revision it had when it was read; kept after the sessions.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>False when somebody else was first: read again.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be written now; any part may have been kept.</exception>
    Task<bool> SaveAsync(IReadOnlyList<ClientSession> sessions, LogBookmark bookmark, CancellationToken cancellation);

    /// <summary>Sessions of which something has to be told: a hole or a filling known since then or before. Longest known first.</summary>
    Task<IReadOnlyList<ClientSession>> ListUntoldAsync(DateTimeOffset knownUntil, int limit, CancellationToken cancellation);

    /// <summary>Running sessions last seen at this time or before, longest ago first.</summary>
    Task<IReadOnlyList<ClientSession>> ListQuietAsync(DateTimeOffset seenUntil, int limit, CancellationToken cancellation);

    /// <summary>Sessions with entries that are not in the log yet.</summary>
    Task<IReadOnlyList<ClientSession>> ListUnrecordedAsync(int limit, CancellationToken cancellation);

    /// <summary>Sessions with open gaps, those in which something was found missing last first.</summary>
    Task<IReadOnlyList<ClientSession>> ListWithOpenGapsAsync(int limit, CancellationToken cancellation);

    /// <summary>
    /// Sessions, first seen last first. Following the list to its end gives each session once that was there at its start.
    /// </summary>
    /// <param name="standing">Only those; null for all.</param>
    /// <param name="limit">From 1.</param>
    /// <param name="after">The last one of the page before.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<ClientSession>> ListAsync(SessionStanding? standing, int limit, ClientSessionCursor? after, CancellationToken cancellation);

    /// <summary>Numbers over all sessions.</summary>
    Task<CompletenessSummary> SummarizeAsync(CancellationToken cancellation);
}
