using Auditor.Contracts;
using Auditor.Notifier.Destinations;

namespace Auditor.Notifier.Tests.Formats;

/// <summary>Entries that look like those of a site.</summary>
internal static class SampleEntries
{
    public static readonly DateTimeOffset Morning = new(2026, 11, 21, 7, 12, 33, 456, 789, TimeSpan.Zero);

    public static readonly RuleMatch Rule = new() { Id = Guid.Parse("0190aaaa-0000-7000-8000-000000000001"), Name = "Harbour cameras", Version = 3 };

    /// <summary>Names that want to break out of where they stand: quotes, brackets, backslashes, line ends, other directions, other planes.</summary>
    public static readonly string[] HostileNames =
    [
        "Gate \"4\" [north] \\ end]",
        "Größe, Ærø, Łódź",
        "first line\r\nBcc: everybody@example.com\r\n\r\nsecond",
        "<15>1 2026-01-01T00:00:00Z forged - - - - line\n<15>1 another",
        "מצלמה ראשית",
        "كاميرا ١ \u202Eevil\u202C",
        "a|b=c\\=d\\n",
        "<script>alert(1)</script> & <b>bold</b> 'x'",
        "📷 camera 🚪",
        "half \ud83d a pair",
        "tab\there\u0000nul\u2028separator\u0085next",
        "%s %d %n {0} $(id) `id`",
    ];

    public static AuditEntry Playback(int number = 0) => new()
    {
        EntryId = new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        Tenant = "default",
        AuditableResource = AuditableResources.Playback,
        AuditableAction = AuditableActions.Enter,
        Actor = new Actor { Id = "S-1-5-21-1-2-3-1104", Name = "HARBOUR\\mkoch", DisplayName = "Martina Koch", Workstation = "PC-12" },
        OccurredAt = Morning.AddSeconds(number),
        AcceptedAt = Morning.AddSeconds(number).AddMilliseconds(120),
        AppendedAt = Morning.AddSeconds(number).AddMilliseconds(150),
        Target = new Target { Level = TargetLevels.Tenant, Name = "Harbour", Path = "default/Harbour" },
        Cameras =
        [
            new CameraRef { Id = "c1", Name = "Gate 4" },
            new CameraRef { Id = "c2", Name = "Quay 1" },
            new CameraRef { Id = "c3", Name = "Yard" },
        ],
        Recording = new RecordingInterval { From = Morning.AddHours(-2), To = Morning.AddHours(-1) },
        CorrelationId = Guid.Parse("0190bbbb-0000-7000-8000-000000000002"),
        Reason = "Stolen bicycle - case 4711",
        Rules = [Rule],
        Result = AuditResults.Succeeded,
    };

    public static Notification Of(AuditEntry entry, long position = 0, bool asked = false) =>
        new(Guid.Parse("0190cccc-0000-7000-8000-000000000003"), position, entry, "{}", asked ? [Rule] : []);

    public static IReadOnlyList<Notification> Many(int count, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(i => Of(Playback(i), i))];

    /// <summary>One entry with a name wherever there is room for one.</summary>
    public static AuditEntry Named(string name, int number = 0) => Playback(number) with
    {
        ResourceName = name,
        Reason = name,
        Actor = new Actor { Id = name, Name = name, DisplayName = name, Workstation = name },
        Cameras = [new CameraRef { Id = name, Name = name }, new CameraRef { Id = "c2", Name = "Quay 1" }],
        Rules = [Rule with { Name = name }],
        Target = new Target { Level = TargetLevels.Group, Name = name, Path = name },
    };
}
