using Auditor.Storage;

namespace Auditor.AuditWriter.Completeness;

/// <summary>One client session as the log tells it. Times are UTC.</summary>
/// <param name="Session">Its id.</param>
/// <param name="Workstation">Its machine, where it said so.</param>
/// <param name="User">Who last did something in it.</param>
/// <param name="Site">The XProtect site.</param>
/// <param name="PluginVersion">As it last said.</param>
/// <param name="Standing">Running, silent or stopped.</param>
/// <param name="FirstSeen">When its first entry was appended.</param>
/// <param name="LastSeen">When its last entry was appended.</param>
/// <param name="LastHeartbeat">When its last heartbeat was appended; absent when there never was one.</param>
/// <param name="Highest">Its highest sequence number.</param>
/// <param name="Missing">How many numbers below that are missing, declared or not.</param>
/// <param name="OpenGaps">How many of its declared gaps are open.</param>
/// <param name="FilledGaps">How many of its declared gaps were filled.</param>
/// <param name="Repeated">Numbers that came a second time, with another activity.</param>
/// <param name="GivenUpBelow">Had too many holes: numbers up to this one are not followed any more, what is missing of them stays missing.</param>
/// <param name="SpoolDepth">Activities on the workstation's disk, as it last said.</param>
/// <param name="ClockOffsetMilliseconds">Workstation clock minus broker clock, as it last said.</param>
/// <param name="SilentEntryId">The entry that calls it silent, while it is.</param>
public sealed record ClientView(
    Guid Session,
    string? Workstation,
    string User,
    string Site,
    string? PluginVersion,
    SessionStanding Standing,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    DateTimeOffset? LastHeartbeat,
    long Highest,
    long Missing,
    long OpenGaps,
    long FilledGaps,
    long Repeated,
    long? GivenUpBelow,
    long? SpoolDepth,
    long? ClockOffsetMilliseconds,
    Guid? SilentEntryId)
{
    internal static ClientView Of(ClientSession session) => new(
        session.SessionId,
        session.Workstation,
        session.User,
        session.Site,
        session.PluginVersion,
        session.Standing,
        session.FirstSeen,
        session.LastSeen,
        session.LastHeartbeat,
        session.Highest,
        session.Missing,
        session.OpenGaps,
        session.FilledGaps,
        session.Repeated,
        session.GivenUp?.To,
        session.SpoolDepth,
        session.ClockOffsetMilliseconds,
        session.SilentId);
}
