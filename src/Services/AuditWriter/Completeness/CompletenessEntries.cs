using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Completeness;

/// <summary>The entries that say what is missing. Pure. Gap and fillings, and silence and return, share a correlation id: that of the first.</summary>
internal static class CompletenessEntries
{
    /// <summary>Ranges listed in one entry; how many numbers are missing is said in any case.</summary>
    private const int RangesListed = 100;

    public static AuditEntry Gap(ClientSession session, SessionHole hole, Guid gapId, DateTimeOffset now) =>
        Entry(session, gapId, gapId, AuditableActions.Gap, $"gap {Range(hole.From, hole.To)} of {Name(session)}", AuditResults.Failed, now, new
        {
            ClientSessionId = session.SessionId,
            session.Workstation,
            session.User,
            hole.From,
            hole.To,
            Missing = hole.Count(),
            LastSeenBefore = hole.SeenBefore,
            FirstSeenAfter = hole.SeenAfter,
            hole.MissedAt,
        });

    /// <summary>One gap for all holes that are given up at once, because a session has too many of them.</summary>
    public static AuditEntry GivenUpGap(ClientSession session, IReadOnlyList<SessionHole> holes, Guid gapId, DateTimeOffset now) =>
        Entry(
            session,
            gapId,
            gapId,
            AuditableActions.Gap,
            $"gap {Range(holes[0].From, holes[^1].To)} of {Name(session)}, {holes.Sum(hole => hole.Count())} of these numbers",
            AuditResults.Failed,
            now,
            new
            {
                ClientSessionId = session.SessionId,
                session.Workstation,
                session.User,
                holes[0].From,
                holes[^1].To,
                Missing = holes.Sum(hole => hole.Count()),
                LastSeenBefore = holes[0].SeenBefore,
                FirstSeenAfter = holes[^1].SeenAfter,
                holes[^1].MissedAt,
                GivenUp = true,
                Ranges = Listed(holes),
            });

    public static AuditEntry Fill(ClientSession session, DeclaredGap gap, IReadOnlyList<SessionHole> left, DateTimeOffset now)
    {
        long missing = left.Sum(hole => hole.Count()) + gap.GivenUp;
        string what = missing == 0 ? "filled" : $"filled but for {missing}";
        return Entry(
            session,
            CompletenessEntryId.OfFill(gap.GapId, missing),
            gap.GapId,
            AuditableActions.Fill,
            $"gap {Range(gap.From, gap.To)} of {Name(session)} {what}",
            missing == 0 ? AuditResults.Succeeded : AuditResults.Failed,
            now,
            new
            {
                GapEntryId = gap.GapId,
                ClientSessionId = session.SessionId,
                session.Workstation,
                session.User,
                gap.From,
                gap.To,
                StillMissing = missing,
                Ranges = Listed(left),
            });
    }

    public static AuditEntry Silent(ClientSession session, Guid silentId, DateTimeOffset now) =>
        Entry(session, silentId, silentId, AuditableActions.Silent, Name(session), AuditResults.Unknown, now, new
        {
            ClientSessionId = session.SessionId,
            session.Workstation,
            session.User,
            session.LastSeen,
            session.LastHeartbeat,
            session.Highest,
            session.SpoolDepth,
        });

    public static AuditEntry Resume(ClientSession session, Guid silentId, DateTimeOffset lastSeenBefore, DateTimeOffset now) =>
        Entry(session, CompletenessEntryId.OfReturn(silentId), silentId, AuditableActions.Resume, Name(session), AuditResults.Succeeded, now, new
        {
            SilentEntryId = silentId,
            ClientSessionId = session.SessionId,
            session.Workstation,
            session.User,
            LastSeenBefore = lastSeenBefore,
        });

    private static AuditEntry Entry<T>(
        ClientSession session, Guid id, Guid correlation, string action, string name, string result, DateTimeOffset now, T metadata) => new()
        {
            EntryId = id,
            Tenant = session.Tenant,
            AuditableResource = AuditableResources.Client,
            AuditableAction = action,
            ResourceName = name,
            Actor = new Actor { Type = ActorTypes.Service, Name = "AuditWriter", Session = session.SessionId },
            OccurredAt = now,
            AcceptedAt = now,
            Target = new Target { Level = TargetLevels.Group, Name = session.Site, Path = $"{session.Tenant}/{session.Site}" },
            CorrelationId = correlation,
            AdditionalMetadata = WireFormat.ToJsonText(metadata),
            Result = result,
        };

    private static string Name(ClientSession session)
    {
        string where = string.IsNullOrWhiteSpace(session.Workstation) ? "" : $" on {session.Workstation}";
        return $"session {session.SessionId}{where}";
    }

    private static string Range(long from, long to) => new NumberRange(from, to).ToString();

    private static NumberRange[] Listed(IReadOnlyList<SessionHole> holes) =>
        [.. holes.Take(RangesListed).Select(hole => new NumberRange(hole.From, hole.To))];
}
