using System.Text;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Notifier.Destinations;

namespace Auditor.Notifier.Tests;

/// <summary>Entries as the log has them.</summary>
internal static class Sample
{
    public static readonly Guid SubscriptionId = new("0199c3a2-5b1e-7c44-9a6f-0000000000aa");
    public static readonly DateTimeOffset OccurredAt = new(2026, 3, 20, 12, 0, 0, 250, TimeSpan.Zero);

    public static AuditEntry Entry(string resource = AuditableResources.Playback, string action = AuditableActions.Act) => new()
    {
        EntryId = Guid.CreateVersion7(),
        Tenant = "harbour",
        AuditableResource = resource,
        AuditableAction = action,
        ResourceName = "Quay 3 north",
        Actor = new Actor
        {
            Id = "S-1-5-21-1-2-3-1103",
            Name = "HARBOUR\\mkoch",
            DisplayName = "Martina Koch",
            Account = "windows",
            Roles = [new RoleRef { Id = "r-1", Name = "Operators" }],
            Workstation = "HB-OPS-2",
            Session = new Guid("0199c3a2-5b1e-7c44-9a6f-000000000002"),
        },
        OccurredAt = OccurredAt,
        AcceptedAt = OccurredAt.AddSeconds(1),
        AppendedAt = OccurredAt.AddSeconds(2),
        Target = new Target { Level = TargetLevels.Endpoint, Name = "Quay 3 north", Path = "harbour/Harbour/Quay 3 north" },
        Cameras = [new CameraRef { Id = "cam-1", Name = "Quay 3 north" }],
        Recording = new RecordingInterval { From = OccurredAt.AddHours(-2), To = OccurredAt.AddHours(-1) },
        CorrelationId = new Guid("0199c3a2-5b1e-7c44-9a6f-000000000003"),
        AdditionalMetadata = new JsonText("""{"kind":"PlaybackAction","utcOffsetMinutes":60}"""),
        PreviousState = new JsonText("""{"value":60}"""),
        NewState = new JsonText("""{"value":75}"""),
        Reason = "Theft — container 4711, \"blue\" <door>",
        Rules = [Rule()],
        Result = AuditResults.Succeeded,
    };

    public static RuleMatch Rule() => new() { Id = new Guid("0199c3a2-5b1e-7c44-9a6f-000000000005"), Name = "Operators say why", Version = 2 };

    /// <summary>With its attested bytes as the ledger makes them.</summary>
    public static Notification Notification(AuditEntry entry, long position = 41, Guid? subscription = null) => new(
        subscription ?? SubscriptionId, position, entry with { Position = position }, Encoding.UTF8.GetString(EntryLeaf.AttestedOf(entry)), [Rule()]);

    public static Notification Notification(long position = 41) => Notification(Entry(), position);

    public static IReadOnlyList<Notification> Notifications(int count, long first = 0) => [.. Enumerable.Range(0, count).Select(offset => Notification(first + offset))];
}
