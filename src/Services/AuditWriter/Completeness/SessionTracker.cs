using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Completeness;

/// <summary>
/// One client session: entries in, in the order of the log, what is missing out, and the entries that say so. Pure but for its own state; the
/// same entries at the same times give the same. An entry that it has had is passed over, so that a log can be read again from anywhere.
/// </summary>
internal sealed class SessionTracker
{
    /// <summary>Holes followed one by one; beyond that the lowest ones are given up, a quarter at once, so that they share an entry.</summary>
    public const int MaximumHoles = 1000;

    private const int GivenUpAtOnce = MaximumHoles / 4;

    private readonly List<SessionHole> _holes;
    private readonly List<DeclaredGap> _gaps;
    private readonly List<AuditEntry> _unrecorded;
    private ClientSession _session;

    public SessionTracker(ClientSession session)
    {
        _session = session;
        _holes = [.. session.Holes];
        _gaps = [.. session.Gaps];
        _unrecorded = [.. session.Unrecorded];
    }

    /// <summary>A session that begins with this sighting, which is still to be seen.</summary>
    public static SessionTracker Begin(SessionSighting first) =>
        new(new ClientSession { SessionId = first.SessionId, FirstSeen = first.AppendedAt, LastSeen = first.AppendedAt });

    /// <summary>The session as it is now.</summary>
    public ClientSession ToSession() => _session with { Holes = [.. _holes], Gaps = [.. _gaps], Unrecorded = [.. _unrecorded] };

    /// <summary>Takes the next entry of the session.</summary>
    public void See(SessionSighting sighting)
    {
        if (sighting.Position <= _session.Through)
        {
            return;
        }

        DateTimeOffset lastSeenBefore = _session.LastSeen;
        bool heartbeat = string.Equals(sighting.Kind, ActivityKinds.ClientHeartbeat, StringComparison.Ordinal);
        _session = _session with
        {
            Through = sighting.Position,
            Tenant = sighting.Tenant,
            Site = sighting.Site,
            User = sighting.User,
            Workstation = sighting.Workstation ?? _session.Workstation,
            PluginVersion = sighting.PluginVersion ?? _session.PluginVersion,
            LastSeen = Later(_session.LastSeen, sighting.AppendedAt),
            LastHeartbeat = heartbeat ? sighting.AppendedAt : _session.LastHeartbeat,
            SpoolDepth = sighting.Health?.SpoolDepth ?? _session.SpoolDepth,
            ClockOffsetMilliseconds = sighting.Health?.ClockOffsetMilliseconds ?? _session.ClockOffsetMilliseconds,
        };
        if (_session.SilentId is { } silence)
        {
            _session = _session with { SilentId = null };
            _unrecorded.Add(CompletenessEntries.Resume(_session, silence, lastSeenBefore, sighting.AppendedAt));
        }

        if (sighting.Number is not { } number)
        {
            return;
        }

        if (number > _session.Highest)
        {
            Advance(number, sighting);
        }
        else
        {
            Return(number, sighting);
        }
    }

    /// <summary>
    /// Declares the holes, and tells of the fillings, that are known since <paramref name="knownUntil"/> or longer.
    /// </summary>
    public void Tell(DateTimeOffset knownUntil, DateTimeOffset now)
    {
        for (int i = 0; i < _holes.Count; i++)
        {
            SessionHole hole = _holes[i];
            if (hole.GapId is null && hole.MissedAt <= knownUntil)
            {
                Guid gapId = CompletenessEntryId.OfGap(_session.SessionId, hole.From, hole.To);
                _holes[i] = hole with { GapId = gapId };
                _gaps.Add(new DeclaredGap(gapId, hole.From, hole.To, hole.MissedAt, now));
                _unrecorded.Add(CompletenessEntries.Gap(_session, hole, gapId, now));
            }
        }

        for (int i = 0; i < _gaps.Count; i++)
        {
            if (_gaps[i].FilledSince <= knownUntil)
            {
                _unrecorded.Add(CompletenessEntries.Fill(_session, _gaps[i], HolesOf(_gaps[i]), now));
                _gaps[i] = _gaps[i] with { FilledSince = null };
            }
        }
    }

    /// <summary>Calls the session silent, if it runs and was last seen at <paramref name="seenUntil"/> or before.</summary>
    public void Silence(DateTimeOffset seenUntil, DateTimeOffset now)
    {
        if (_session.Standing == SessionStanding.Running && _session.LastSeen <= seenUntil)
        {
            Guid id = CompletenessEntryId.OfSilence(_session.SessionId, _session.Through);
            _session = _session with { SilentId = id };
            _unrecorded.Add(CompletenessEntries.Silent(_session, id, now));
        }
    }

    /// <summary>The first entries that were to be put into the log are in it.</summary>
    public void Recorded(int count) => _unrecorded.RemoveRange(0, count);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private void Advance(long number, SessionSighting sighting)
    {
        if (number > _session.Highest + 1)
        {
            _holes.Add(new SessionHole(_session.Highest + 1, number - 1, sighting.AppendedAt, _session.HighestOccurredAt, sighting.OccurredAt, GapId: null));
        }

        _session = _session with
        {
            Highest = number,
            HighestOccurredAt = sighting.OccurredAt,
            Stopped = string.Equals(sighting.Kind, ActivityKinds.ClientStopped, StringComparison.Ordinal),
        };
        GiveUpTooMany(sighting.AppendedAt);
    }

    /// <summary>A number below the highest: it was missing, or it comes a second time.</summary>
    private void Return(long number, SessionSighting sighting)
    {
        int at = IndexOfHole(number);
        if (at < 0)
        {
            // Of what was given up nobody knows any more which numbers are there.
            if (number > (_session.GivenUp?.To ?? 0))
            {
                _session = _session with { Repeated = _session.Repeated + 1 };
            }

            return;
        }

        SessionHole hole = _holes[at];
        _holes.RemoveAt(at);
        if (number < hole.To)
        {
            _holes.Insert(at, hole with { From = number + 1, SeenBefore = sighting.OccurredAt });
        }

        if (number > hole.From)
        {
            _holes.Insert(at, hole with { To = number - 1, SeenAfter = sighting.OccurredAt });
        }

        if (hole.GapId is { } gapId)
        {
            FillIn(_gaps.FindIndex(gap => gap.GapId == gapId), sighting.AppendedAt);
        }

        GiveUpTooMany(sighting.AppendedAt);
    }

    /// <summary>A whole filling is told at once; a part is told when the next ones had their time to come too.</summary>
    private void FillIn(int at, DateTimeOffset now)
    {
        DeclaredGap gap = _gaps[at];
        List<SessionHole> left = HolesOf(gap);
        if (left.Count > 0)
        {
            _gaps[at] = gap with { FilledSince = gap.FilledSince ?? now };
            return;
        }

        _gaps.RemoveAt(at);
        _unrecorded.Add(CompletenessEntries.Fill(_session, gap, left, now));
        if (gap.GivenUp == 0)
        {
            _session = _session with { FilledGaps = _session.FilledGaps + 1 };
        }
        else
        {
            GiveUp(gap);
        }
    }

    private void GiveUpTooMany(DateTimeOffset now)
    {
        if (_holes.Count <= MaximumHoles)
        {
            return;
        }

        List<SessionHole> lowest = _holes.GetRange(0, GivenUpAtOnce);
        _holes.RemoveRange(0, GivenUpAtOnce);
        List<SessionHole> undeclared = lowest.FindAll(hole => hole.GapId is null);
        GivenUpHoles before = _session.GivenUp ?? new GivenUpHoles(0, 0, 0, DateTimeOffset.MinValue);
        _session = _session with
        {
            GivenUp = new GivenUpHoles(
                lowest[^1].To,
                before.Missing + lowest.Sum(hole => hole.Count()),
                before.Gaps + (undeclared.Count > 0 ? 1 : 0),
                Later(before.MissedAt, lowest.Max(hole => hole.MissedAt))),
        };
        if (undeclared.Count > 0)
        {
            Guid gapId = CompletenessEntryId.OfGap(_session.SessionId, undeclared[0].From, undeclared[^1].To);
            _unrecorded.Add(CompletenessEntries.GivenUpGap(_session, undeclared, gapId, now));
        }

        foreach (SessionHole hole in lowest.Where(hole => hole.GapId is not null))
        {
            int at = _gaps.FindIndex(gap => gap.GapId == hole.GapId);
            _gaps[at] = _gaps[at] with { GivenUp = _gaps[at].GivenUp + hole.Count() };
        }

        HashSet<Guid?> followed = [.. _holes.Select(hole => hole.GapId)];
        foreach (DeclaredGap gap in _gaps.FindAll(gap => !followed.Contains(gap.GapId)))
        {
            _gaps.Remove(gap);
            if (gap.FilledSince is not null)
            {
                _unrecorded.Add(CompletenessEntries.Fill(_session, gap, [], now));
            }

            GiveUp(gap);
        }
    }

    /// <summary>A gap with nothing left that is waited for, and something that will not be looked for: it stays open.</summary>
    private void GiveUp(DeclaredGap gap) =>
        _session = _session with { GivenUp = _session.GivenUp! with { Gaps = _session.GivenUp.Gaps + 1, MissedAt = Later(_session.GivenUp.MissedAt, gap.MissedAt) } };

    private List<SessionHole> HolesOf(DeclaredGap gap) => _holes.FindAll(hole => hole.GapId == gap.GapId);

    private int IndexOfHole(long number)
    {
        int low = 0;
        int high = _holes.Count - 1;
        while (low <= high)
        {
            int middle = low + ((high - low) / 2);
            if (_holes[middle].To < number)
            {
                low = middle + 1;
            }
            else if (_holes[middle].From > number)
            {
                high = middle - 1;
            }
            else
            {
                return middle;
            }
        }

        return -1;
    }
}
