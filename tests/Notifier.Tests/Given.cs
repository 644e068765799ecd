using Auditor.Contracts;
using Auditor.Notifier.Following;
using Auditor.Wire;

namespace Auditor.Notifier.Tests;

/// <summary>Entries as the log has them.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    public static AuditEntry Entry(int number = 1) => new()
    {
        EntryId = new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]),
        Tenant = "harbour",
        AuditableResource = AuditableResources.Playback,
        AuditableAction = AuditableActions.Enter,
        ResourceName = "Gate 7",
        Actor = new Actor { Id = "S-1-5-21-7", Name = "HARBOUR\\mkoch", DisplayName = "Martina Koch" },
        OccurredAt = Noon.AddSeconds(number),
        AcceptedAt = Noon.AddSeconds(number),
        AppendedAt = Noon.AddSeconds(number),
        Cameras = [new CameraRef { Id = "c7", Name = "Gate 7" }],
    };

    /// <summary>A page of the log with these entries, from a position on.</summary>
    public static FollowedPage Page(long from, params AuditEntry[] entries) =>
        new(from + entries.Length, [.. entries.Select((entry, index) => new FollowedEntry(Item(from + index, entry)))]);

    public static LogItem Item(long position, AuditEntry entry) => new() { Position = position, EntryId = entry.EntryId, Entry = WireFormat.ToJsonText(entry) };

    /// <summary>A rule that matched and names channels.</summary>
    public static RuleMatch Match(int number, RuleMode mode, params string[] channels) =>
        new() { Id = new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 2]), Name = $"Rule {number}", Version = 1, Mode = mode, NotificationChannels = channels };
}
