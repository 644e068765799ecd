using Auditor.Contracts;

namespace Auditor.Benchmarks;

/// <summary>A large system: 10,000 rules, 5,000 users, 20,000 cameras. The same on every run.</summary>
internal sealed class Fleet
{
    private const int RuleCount = 10_000;
    private const int UserCount = 5_000;
    private const int CameraCount = 20_000;
    private const int SiteCount = 200;
    private const int RoleCount = 60;

    // The first users stand in every fourth rule (2,500 rules each), the next ones in every fiftieth (200 each).
    private const int CrowdedUsers = 5;
    private const int BusyUsers = 50;

    private static readonly DateTimeOffset Start = new(2026, 6, 15, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Kinds =
    [
        ActivityKinds.PlaybackEntered, ActivityKinds.PlaybackAction, ActivityKinds.PlaybackAction, ActivityKinds.PlaybackAction,
        ActivityKinds.PlaybackLeft, ActivityKinds.IndependentPlaybackEnabled, ActivityKinds.IndependentPlaybackAction,
        ActivityKinds.ExportEntered, ActivityKinds.ExportStarted, ActivityKinds.ReasonGiven,
    ];

    private readonly Random _random = new(20260615);
    private readonly CameraRef[] _cameras;
    private readonly Actor[] _users;

    public Fleet()
    {
        _cameras = [.. Enumerable.Range(0, CameraCount).Select(Camera)];
        _users = [.. Enumerable.Range(0, UserCount).Select(User)];
        Rules = [.. Enumerable.Range(0, RuleCount).Select(Rule)];
    }

    public IReadOnlyList<AuditRule> Rules { get; }

    /// <summary>Activities of all users, every twentieth of one that 200 rules name; of one camera, or a view of 4 to 16 of one site.</summary>
    public ActivityObserved[] Activities(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => Activity(i % 20 == 0
            ? CrowdedUsers + _random.Next(BusyUsers)
            : _random.Next(CrowdedUsers + BusyUsers, UserCount))),
    ];

    /// <summary>The same, only of users that 2,500 rules name.</summary>
    public ActivityObserved[] CrowdedActivities(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Activity(_random.Next(CrowdedUsers)))];

    private CameraRef Camera(int i) => new()
    {
        Id = Key(1, i),
        Name = $"Camera {i}",
        Groups = [Key(2, i % SiteCount), Key(2, SiteCount + (i % (SiteCount * 5)))],
    };

    private Actor User(int i) => new()
    {
        Id = $"S-1-5-21-1004336348-1177238915-682003330-{1000 + i}",
        Name = $@"CORP\user{i}",
        Roles = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => _random.Next(RoleCount)).Select(role => new RoleRef { Id = Key(3, role), Name = $"Role {role}" })],
    };

    /// <summary>
    /// Most name a few users or a role at some cameras; every hundredth catches everyone at a few cameras, two of them
    /// all cameras, and one lists every camera.
    /// </summary>
    private AuditRule Rule(int i) => new()
    {
        Id = new Guid(i + 1, 0, 0, new byte[8]),
        Name = $"Rule {_random.Next(RuleCount * 10)}",
        Version = 1,
        Mode = i % 20 == 0 ? RuleMode.Shadow : RuleMode.Live,
        Whom = Whom(i),
        Cameras = Cameras(i),
        Playback = new Demand { Prompt = i % 3 != 0, Trigger = i % 2 == 0 },
        Export = new Demand { Prompt = true, Trigger = true },
        IndependentPlayback = new Demand { Prompt = i % 3 == 0, Trigger = i % 2 == 1 },
        PredefinedReasons =
        [
            .. Enumerable.Range(0, i % 6).Select(r => new PredefinedReason { Text = $"Reason {(i + r) % 12}", Activities = [ActivityType.Playback, ActivityType.Export] }),
        ],
        ReasonPolicy = new ReasonPolicy { MinimumLength = i % 20, CaseNumberPattern = i % 10 == 0 ? @"\d{4}-\d+" : null },
        Conditions = new RuleConditions
        {
            Schedule = i % 5 == 0 ? OfficeHours(i) : null,
            FootageOlderThanMinutes = i % 7 == 0 ? 60 : null,
        },
        NotificationChannels = i % 4 == 0 ? ["siem"] : [],
    };

    private Whom Whom(int i)
    {
        if (i % 100 == 0)
        {
            return new Whom { Everyone = true, ExcludedUsers = [UserRefOf(_random.Next(UserCount))], ExcludedRoles = i % 200 == 0 ? [RoleRefOf(_random.Next(RoleCount))] : [] };
        }

        List<UserRef> users = [.. Enumerable.Range(0, _random.Next(1, 8)).Select(_ => UserRefOf(_random.Next(UserCount)))];
        if (i % 4 == 0)
        {
            users.AddRange(Enumerable.Range(0, CrowdedUsers).Select(UserRefOf));
        }

        if (i % 50 == 33)
        {
            users.AddRange(Enumerable.Range(CrowdedUsers, BusyUsers).Select(UserRefOf));
        }

        return new Whom { Users = users, Roles = i % 10 == 0 ? [RoleRefOf(_random.Next(RoleCount))] : [] };
    }

    private CameraScope Cameras(int i) => (i % 100, i) switch
    {
        (_, 4_000 or 8_000) => new CameraScope(),
        (_, 6_000) => new CameraScope { Specified = true, Cameras = _cameras },
        (0, _) => new CameraScope { Specified = true, Cameras = SomeCameras(10) },
        (1, _) => new CameraScope(),
        (< 30, _) => new CameraScope { Specified = true, Groups = [new CameraGroupRef { Id = Key(2, _random.Next(SiteCount * 6)) }] },
        _ => new CameraScope { Specified = true, Cameras = SomeCameras(_random.Next(1, 40)) },
    };

    private CameraRef[] SomeCameras(int count) => [.. Enumerable.Range(0, count).Select(_ => _cameras[_random.Next(CameraCount)])];

    private ActivityObserved Activity(int user)
    {
        string kind = Kinds[_random.Next(Kinds.Length)];
        int site = _random.Next(SiteCount);
        int cameras = kind.StartsWith("Independent", StringComparison.Ordinal) ? 1 : new[] { 1, 4, 9, 16 }[_random.Next(4)];
        DateTimeOffset at = Start.AddMinutes(_random.Next(7 * 24 * 60));
        return new ActivityObserved
        {
            Kind = kind,
            About = ActivityKinds.PlaybackEntered,
            ObservedAt = at,
            Actor = _users[user],
            Cameras = [.. Enumerable.Range(0, cameras).Select(_ => _cameras[site + (SiteCount * _random.Next(CameraCount / SiteCount))])],
            Recording = new RecordingInterval { From = at.AddMinutes(-_random.Next(1, 600)), To = at },
        };
    }

    private static Schedule OfficeHours(int i) => new()
    {
        TimeZone = i % 2 == 0 ? "Europe/Copenhagen" : "America/New_York",
        Outside = i % 3 == 0,
        Windows = [new ScheduleWindow { Days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], From = "08:00", To = "17:00" }],
    };

    private UserRef UserRefOf(int i) => _random.Next(3) switch
    {
        0 => new UserRef { Sid = $"S-1-5-21-1004336348-1177238915-682003330-{1000 + i}" },
        1 => new UserRef { Name = $"user{i}" },
        _ => new UserRef { Name = $@"corp\USER{i}" },
    };

    private static RoleRef RoleRefOf(int i) => i % 2 == 0 ? new RoleRef { Id = Key(3, i) } : new RoleRef { Name = $"role {i}" };

    private static string Key(int space, int i) => new Guid(i, (short)space, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0).ToString();
}
