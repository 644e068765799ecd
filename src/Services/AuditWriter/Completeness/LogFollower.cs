using Auditor.Contracts;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Completeness;

/// <summary>
/// Reads the log from where it was left, keeps what it says of the client sessions, and puts into the log what is missing. Each step is
/// kept before the next one, and what has to become an entry is kept with its reason: wherever it ends, the next round goes on. Nothing is
/// held in memory between rounds but since when it listens.
/// </summary>
internal sealed class LogFollower(
    ILedgerStore ledger,
    IClientSessionStore sessions,
    Func<AuditEntry, CancellationToken, Task<AuditEntry>> append,
    Func<AuditEntry, CancellationToken, Task> announce,
    IOptions<CompletenessOptions> options,
    TimeProvider time)
{
    /// <summary>Entries may be large, so they are read a few at a time; what is read of them is small, so it is kept many at a time.</summary>
    private const int ReadAtOnce = 256;

    private const int KeptAtOnce = 2048;
    private const int SessionsAtOnce = 200;
    private const int EntriesOfOneSession = 100;

    /// <summary>Whoever is further behind than this does not know who is silent now.</summary>
    private static readonly TimeSpan NearEnough = TimeSpan.FromSeconds(10);

    /// <summary>A pause in which clients may have spoken to nobody, for one with the machine asleep.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(30);

    private DateTimeOffset? _listeningSince;
    private DateTimeOffset? _lastRound;

    /// <summary>One round.</summary>
    /// <param name="hears">Whether activities can come in: silence means nothing while they cannot.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>True when there is more to do at once.</returns>
    public async Task<bool> FollowAsync(bool hears, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        bool nothingWaited = await ledger.CountUnsequencedAsync(cancellation) == 0;
        LogBookmark bookmark = await sessions.ReadBookmarkAsync(cancellation);
        var read = new ReadEntries();
        bool atEnd = await ReadAsync(bookmark.Position, read, cancellation);
        if (read.Count > 0)
        {
            if (await KeepAsync(bookmark, read, cancellation) is not { } moved)
            {
                return true;
            }

            bookmark = moved;
        }

        // Up to when everything that was appended has been read. What waits for its position may be what a hole waits for.
        DateTimeOffset? readUntil = atEnd && nothingWaited ? now : read.LastAppendedAt;
        Listen(hears, readUntil, now);
        bool done = readUntil is not { } until || await JudgeAsync(bookmark, until < now ? until : now, now, cancellation);
        return !(await RecordAsync(hears, cancellation) && done && atEnd);
    }

    /// <summary>Something went wrong, or another follows: silence counts from anew.</summary>
    public void Interrupt() => _listeningSince = null;

    private async Task<bool> ReadAsync(long from, ReadEntries read, CancellationToken cancellation)
    {
        while (read.Count < KeptAtOnce)
        {
            IReadOnlyList<LoggedEntry> page = await ledger.ReadAsync(from + read.Count, ReadAtOnce, cancellation);
            foreach (LoggedEntry entry in page)
            {
                read.Add(entry);
            }

            if (page.Count < ReadAtOnce)
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>The bookmark as it is now; null when somebody else was first.</returns>
    private async Task<LogBookmark?> KeepAsync(LogBookmark bookmark, ReadEntries read, CancellationToken cancellation)
    {
        HashSet<Guid> ids = [.. read.Sightings.Select(sighting => sighting.SessionId)];
        Dictionary<Guid, SessionTracker> trackers = (await sessions.FindAsync(ids, cancellation))
            .ToDictionary(session => session.SessionId, session => new SessionTracker(session));
        foreach (SessionSighting sighting in read.Sightings)
        {
            if (!trackers.TryGetValue(sighting.SessionId, out SessionTracker? tracker))
            {
                trackers.Add(sighting.SessionId, tracker = SessionTracker.Begin(sighting));
            }

            tracker.See(sighting);
        }

        LogBookmark moved = bookmark with
        {
            Position = bookmark.Position + read.Count,
            FirstHeard = bookmark.FirstHeard ?? (read.Sightings is [{ } first, ..] ? first.AppendedAt : null),
        };
        return await sessions.SaveAsync([.. trackers.Values.Select(tracker => tracker.ToSession())], moved, cancellation)
            ? moved with { Revision = moved.Revision + 1 }
            : null;
    }

    private void Listen(bool hears, DateTimeOffset? readUntil, DateTimeOffset now)
    {
        bool paused = now - _lastRound > LongPause;
        _lastRound = now;
        if (!hears || paused || readUntil is not { } until || now - until > NearEnough)
        {
            // The near past is unknown. A sequencer that is a moment behind, with nothing new to read, is no reason to begin again.
            _listeningSince = hears && !paused && readUntil is null ? _listeningSince : null;
            return;
        }

        _listeningSince ??= now;
    }

    /// <returns>True when nothing is left to judge.</returns>
    private async Task<bool> JudgeAsync(LogBookmark bookmark, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellation)
    {
        DateTimeOffset knownUntil = until - options.Value.Grace;
        DateTimeOffset seenUntil = until - options.Value.Silence;
        bool maySilence = _listeningSince <= now - options.Value.Silence;
        IReadOnlyList<ClientSession> untold = await sessions.ListUntoldAsync(knownUntil, SessionsAtOnce, cancellation);
        IReadOnlyList<ClientSession> quiet = maySilence ? await sessions.ListQuietAsync(seenUntil, SessionsAtOnce, cancellation) : [];
        var judged = new List<ClientSession>();
        foreach (ClientSession session in untold.Concat(quiet).DistinctBy(session => session.SessionId))
        {
            var tracker = new SessionTracker(session);
            tracker.Tell(knownUntil, now);
            if (maySilence)
            {
                tracker.Silence(seenUntil, now);
            }

            judged.Add(tracker.ToSession());
        }

        return judged.Count == 0
            || (await sessions.SaveAsync(judged, bookmark, cancellation) && untold.Count < SessionsAtOnce && quiet.Count < SessionsAtOnce);
    }

    /// <returns>True when nothing is left that can be recorded now.</returns>
    private async Task<bool> RecordAsync(bool hears, CancellationToken cancellation)
    {
        IReadOnlyList<ClientSession> waiting = await sessions.ListUnrecordedAsync(SessionsAtOnce, cancellation);
        if (waiting.Count == 0)
        {
            return true;
        }

        AuditEntry[][] appended = await Task.WhenAll(waiting.Select(session => AppendAsync(session, cancellation)));
        if (!hears)
        {
            // They are in the log; that they are announced too can wait for the bus.
            return true;
        }

        foreach (AuditEntry entry in appended.SelectMany(entries => entries))
        {
            await announce(entry, cancellation);
        }

        var recorded = new List<ClientSession>(waiting.Count);
        for (int i = 0; i < waiting.Count; i++)
        {
            var tracker = new SessionTracker(waiting[i]);
            tracker.Recorded(appended[i].Length);
            recorded.Add(tracker.ToSession());
        }

        LogBookmark bookmark = await sessions.ReadBookmarkAsync(cancellation);
        await sessions.SaveAsync(recorded, bookmark, cancellation);
        return waiting.Count < SessionsAtOnce && waiting.All(session => session.Unrecorded.Count <= EntriesOfOneSession);
    }

    private async Task<AuditEntry[]> AppendAsync(ClientSession session, CancellationToken cancellation)
    {
        var appended = new List<AuditEntry>();
        foreach (AuditEntry entry in session.Unrecorded.Take(EntriesOfOneSession))
        {
            if (!IsAbout(session, entry))
            {
                // Who writes into the store could have any entry sealed and signed this way.
                throw new InvalidOperationException($"What is kept of session {session.SessionId} was changed in the store: entry {entry.EntryId} is not about what the session lacks.");
            }

            AuditEntry stored = await append(entry, cancellation);
            // Whoever knows a session can work out the id, and be there first with something else.
            appended.Add(IsOurs(entry, stored) ? stored : await append(entry with { EntryId = Guid.CreateVersion7() }, cancellation));
        }

        return [.. appended];
    }

    private static bool IsAbout(ClientSession session, AuditEntry entry) =>
        entry.AuditableResource.Equals(AuditableResources.Client, StringComparison.Ordinal)
        && (entry.AuditableAction is AuditableActions.Gap or AuditableActions.Fill or AuditableActions.Silent or AuditableActions.Resume)
        && entry.Actor.Type.Equals(ActorTypes.Service, StringComparison.Ordinal)
        && entry.Actor.Session == session.SessionId;

    private static bool IsOurs(AuditEntry entry, AuditEntry stored) =>
        stored.AuditableAction.Equals(entry.AuditableAction, StringComparison.Ordinal)
        && stored.Actor.Type.Equals(ActorTypes.Service, StringComparison.Ordinal)
        && stored.AdditionalMetadata.Text?.Contains("\"clientSessionId\"", StringComparison.Ordinal) is true
        && stored.CorrelationId == entry.CorrelationId;
}
