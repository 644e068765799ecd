using System.Text.Json.Serialization;
using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>What the log tells of one run of one client. Times are those at which entries were appended (UTC) unless they say otherwise.</summary>
public sealed record ClientSession
{
    public Guid SessionId { get; init; }

    /// <summary>How often it has been kept; the store counts it.</summary>
    [JsonIgnore]
    public long Revision { get; init; }

    /// <summary>Position of the last entry that was looked at. What stands at or before it is contained.</summary>
    public long Through { get; init; } = -1;

    public string Tenant { get; init; } = Tenants.Default;

    public string Site { get; init; } = "";

    public string? Workstation { get; init; }

    public string User { get; init; } = "";

    public string? PluginVersion { get; init; }

    public DateTimeOffset FirstSeen { get; init; }

    public DateTimeOffset LastSeen { get; init; }

    /// <summary>The last heartbeat, where there ever was one.</summary>
    public DateTimeOffset? LastHeartbeat { get; init; }

    /// <summary>Activities on the workstation's disk, as it last said.</summary>
    public long? SpoolDepth { get; init; }

    /// <summary>Workstation clock minus broker clock, as it last said.</summary>
    public long? ClockOffsetMilliseconds { get; init; }

    /// <summary>The highest sequence number; 0 before the first.</summary>
    public long Highest { get; init; }

    /// <summary>When the activity with the highest number happened, by the client's clock.</summary>
    public DateTimeOffset? HighestOccurredAt { get; init; }

    /// <summary>The activity with the highest number is ClientStopped.</summary>
    public bool Stopped { get; init; }

    /// <summary>The entry that calls it silent, while it is.</summary>
    public Guid? SilentId { get; init; }

    /// <summary>Numbers that came a second time, with another activity.</summary>
    public long Repeated { get; init; }

    /// <summary>What is missing and waited for, in order; they do not touch.</summary>
    public IReadOnlyList<SessionHole> Holes { get; init; } = [];

    /// <summary>Declared gaps that are open and have holes, in the order of their declaration.</summary>
    public IReadOnlyList<DeclaredGap> Gaps { get; init; } = [];

    /// <summary>How many declared gaps have been filled.</summary>
    public long FilledGaps { get; init; }

    /// <summary>Holes beyond the limit; null where there never were so many.</summary>
    public GivenUpHoles? GivenUp { get; init; }

    /// <summary>Entries that follow from the above and are not in the log yet, in their order.</summary>
    public IReadOnlyList<AuditEntry> Unrecorded { get; init; } = [];

    [JsonIgnore]
    public SessionStanding Standing => Stopped ? SessionStanding.Stopped : SilentId is null ? SessionStanding.Running : SessionStanding.Silent;

    /// <summary>How many numbers are missing.</summary>
    [JsonIgnore]
    public long Missing => Holes.Sum(hole => hole.Count()) + (GivenUp?.Missing ?? 0);

    /// <summary>How many of those are not declared yet.</summary>
    [JsonIgnore]
    public long WaitedFor => Holes.Where(hole => hole.GapId is null).Sum(hole => hole.Count());

    /// <summary>How many declared gaps are open.</summary>
    [JsonIgnore]
    public long OpenGaps => Gaps.Count + (GivenUp?.Gaps ?? 0);

    /// <summary>Since when something about it is known that no entry says yet.</summary>
    [JsonIgnore]
    public DateTimeOffset? UntoldSince => Holes
        .Where(hole => hole.GapId is null)
        .Select(hole => (DateTimeOffset?)hole.MissedAt)
        .Concat(Gaps.Select(gap => gap.FilledSince))
        .Min();

    /// <summary>When the latest hole of an open gap was first seen.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastMissedAt => Gaps.Select(gap => (DateTimeOffset?)gap.MissedAt).Append(GivenUp?.MissedAt).Max();
}
