using Auditor.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace Auditor.Rules.Tests;

/// <summary>Random books and activities over alphabets so small that rules match often.</summary>
internal static class Situations
{
    private static readonly string[] Zones = ["Europe/Copenhagen", "America/New_York", "Romance Standard Time", "Asia/Kolkata", "Australia/Lord_Howe"];
    private static readonly string[] Times = ["00:00", "02:30", "08:00", "17:00", "22:00", "23:59"];
    private static readonly string[] UserNames = ["jsmith", "JSmith", @"CORP\jsmith", "jsmith@corp.example", "kim", @"OTHER\kim", "smith"];
    private static readonly string[] Sids = ["S-1-5-1", "s-1-5-1", "S-1-5-2"];
    private static readonly string[] RoleKeys = ["ops", "OPS", "guards"];
    private static readonly string[] CameraIds = ["c1", "C1", "c2", "c3", "c4"];
    private static readonly string[] GroupIds = ["g1", "G1", "g2", "c1"];
    private static readonly string[] Reasons = ["Theft", "theft", "Accident", "Drill"];

    public static Arbitrary<Situation> Any { get; } = Arb.From(
        Gen.Choose(0, int.MaxValue - 1).Select(seed => FromSeed(seed)),
        Shrink);

    /// <summary>Without rules that are not needed to fail, and then without parts of the activity that are not.</summary>
    private static IEnumerable<Situation> Shrink(Situation situation)
    {
        int count = situation.Rules.Count;
        if (count > 3)
        {
            yield return situation with { Rules = [.. situation.Rules.Take(count / 2)] };
            yield return situation with { Rules = [.. situation.Rules.Skip(count / 2)] };
        }

        for (int i = 0; i < count; i++)
        {
            yield return situation with { Rules = [.. situation.Rules.Take(i), .. situation.Rules.Skip(i + 1)] };
        }

        ActivityObserved activity = situation.Activity;
        for (int i = 0; i < activity.Cameras.Count; i++)
        {
            yield return situation with
            {
                Activity = activity with { Cameras = [.. activity.Cameras.Take(i), .. activity.Cameras.Skip(i + 1)] },
            };
        }

        if (activity.Export is not null)
        {
            yield return situation with { Activity = activity with { Export = null } };
        }
    }

    public static Situation FromSeed(int seed)
    {
        var random = new Random(seed);

        // Sometimes more than 64 x 64 / 16 rules, so that postings of either form and several words come about.
        int count = random.Next(8) == 0 ? random.Next(65, 600) : random.Next(0, 12);
        return new Situation(seed, [.. Enumerable.Range(0, count).Select(_ => Rule(random))], Activity(random));
    }

    public static AuditRule Rule(Random random) => new()
    {
        Id = new Guid(random.Next(1, 2000), 0, 0, new byte[8]),
        Name = Pick(random, "a", "b", "B", "ä", "z", ""),
        Version = random.Next(1, 4),
        Enabled = random.Next(8) > 0,
        Mode = random.Next(4) == 0 ? RuleMode.Shadow : RuleMode.Live,
        Whom = new Whom
        {
            Everyone = random.Next(4) == 0,
            Users = Some(random, 3, User),
            Roles = Some(random, 2, Role),
            ExcludedUsers = random.Next(3) == 0 ? Some(random, 2, User) : [],
            ExcludedRoles = random.Next(4) == 0 ? Some(random, 2, Role) : [],
        },
        Cameras = new CameraScope
        {
            Specified = Flip(random),
            Cameras = Some(random, 4, _ => new CameraRef { Id = Pick(random, CameraIds) }),
            Groups = Some(random, 3, _ => new CameraGroupRef { Id = Pick(random, GroupIds) }),
        },
        Playback = AnyDemand(random),
        Export = AnyDemand(random),
        IndependentPlayback = AnyDemand(random),
        PredefinedReasons = Some(random, 4, _ => new PredefinedReason { Text = Pick(random, Reasons), Activities = Some(random, 4, AnyType) }),
        ReasonPolicy = new ReasonPolicy
        {
            FreeTextRequired = Flip(random),
            MinimumLength = random.Next(3) * 5,
            AnswerValidMinutes = random.Next(3) * 10,
            DeclineAllowed = Flip(random),
            CaseNumberPattern = Pick(random, null, null, @"\d+", "[A-Z]+"),
            WhenPolicyUnknown = Flip(random) ? PolicyUnknown.FailOpen : PolicyUnknown.FailClosed,
        },
        Conditions = new RuleConditions
        {
            Schedule = random.Next(3) == 0 ? AnySchedule(random) : null,
            FootageOlderThanMinutes = random.Next(4) == 0 ? random.Next(1, 120) : null,
            ExportLongerThanMinutes = random.Next(4) == 0 ? random.Next(1, 120) : null,
        },
        NotificationChannels = Some(random, 3, _ => Pick(random, "siem", "SIEM", "mail")),
    };

    public static ActivityObserved Activity(Random random)
    {
        // Around the clock changes of 2026 in Europe and America as well as on ordinary days.
        DateTimeOffset[] moments =
        [
            new(2026, 3, 28, 12, 0, 0, TimeSpan.Zero), new(2026, 10, 24, 12, 0, 0, TimeSpan.Zero),
            new(2026, 3, 7, 18, 0, 0, TimeSpan.Zero), new(2026, 10, 31, 18, 0, 0, TimeSpan.Zero),
            new(2026, 6, 14, 0, 0, 0, TimeSpan.Zero), new(2025, 12, 31, 0, 0, 0, TimeSpan.FromHours(3)),
        ];
        DateTimeOffset at = moments[random.Next(moments.Length)].AddMinutes(random.Next(0, 3 * 24 * 60)).AddSeconds(random.Next(60));
        DateTimeOffset? Before() => Flip(random) ? at.AddMinutes(-random.Next(1, 121)) : null;
        return new ActivityObserved
        {
            Kind = Pick(random, [.. ActivityKinds.All, "PlaybackEntered", "ExportEntered", "IndependentPlaybackEnabled", "Newer"]),
            About = Pick(random, null, "PlaybackEntered", "ExportEntered", "IndependentPlaybackEnabled", "ExportStarted", "ReasonGiven", "Newer"),
            ObservedAt = at,
            Actor = AnyActor(random),
            Cameras = Some(random, 4, AnyCamera),
            Recording = Flip(random) ? new RecordingInterval { From = Before(), To = Before() } : null,
            Playback = random.Next(3) == 0 ? new PlaybackDetail { Verb = "Goto", At = Before() } : null,
            Export = random.Next(3) == 0
                ? new ExportDetail
                {
                    Recordings = Some(random, 3, _ => new ExportedRecording { Camera = AnyCamera(random), From = at.AddMinutes(-random.Next(1, 121)), To = at }),
                }
                : null,
            Reason = random.Next(3) == 0 ? new Reason { Notes = "n" } : null,
            Prompted = random.Next(3) switch { 0 => null, 1 => false, _ => true },
        };
    }

    private static Actor AnyActor(Random random) => new()
    {
        Id = Pick(random, [null, .. Sids]),
        Name = Pick(random, UserNames)!,
        Roles = Some(random, 3, Role),
    };

    private static UserRef User(Random random) => random.Next(3) switch
    {
        0 => new UserRef { Sid = Pick(random, Sids) },
        1 => new UserRef { Sid = Pick(random, Sids), Name = Pick(random, UserNames) },
        _ => new UserRef { Name = Pick(random, UserNames) },
    };

    private static RoleRef Role(Random random) => random.Next(3) switch
    {
        0 => new RoleRef { Id = Pick(random, RoleKeys) },
        1 => new RoleRef { Id = Pick(random, RoleKeys), Name = Pick(random, RoleKeys) },
        _ => new RoleRef { Name = Pick(random, RoleKeys) },
    };

    private static CameraRef AnyCamera(Random random) => new()
    {
        Id = Pick(random, CameraIds)!,
        Groups = Some(random, 3, _ => Pick(random, GroupIds)!),
    };

    private static Schedule AnySchedule(Random random) => new()
    {
        TimeZone = Pick(random, Zones)!,
        Outside = Flip(random),
        Windows = Some(random, 3, _ => new ScheduleWindow
        {
            Days = Some(random, 6, _ => (DayOfWeek)random.Next(7)),
            From = Pick(random, Times)!,
            To = Pick(random, [.. Times, "24:00"])!,
        }),
    };

    private static Demand AnyDemand(Random random) => new() { Prompt = Flip(random), Trigger = Flip(random) };

    private static ActivityType AnyType(Random random) => (ActivityType)random.Next(3);

    private static bool Flip(Random random) => random.Next(2) == 0;

    private static T Pick<T>(Random random, params T[] from) => from[random.Next(from.Length)];

    private static List<T> Some<T>(Random random, int below, Func<Random, T> make) =>
        [.. Enumerable.Range(0, random.Next(below)).Select(_ => make(random))];
}
