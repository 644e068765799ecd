using Auditor.Contracts;

namespace Auditor.Rules.Tests;

/// <summary>Rules and activities that tests start from: a live rule for everyone with everything on, an operator entering playback.</summary>
internal static class Given
{
    /// <summary>A Monday, 10:00 in Copenhagen.</summary>
    public static readonly DateTimeOffset Now = new(2026, 6, 15, 8, 0, 0, TimeSpan.Zero);

    public static readonly Demand Both = new() { Prompt = true, Trigger = true };

    public static AuditRule Rule(string name = "rule", int id = 1) => new()
    {
        Id = Id(id),
        Name = name,
        Version = 3,
        Whom = new Whom { Everyone = true },
        Playback = Both,
        Export = Both,
        IndependentPlayback = Both,
    };

    public static Guid Id(int id) => new(id, 0, 0, new byte[8]);

    public static ActivityObserved Activity(string kind = ActivityKinds.PlaybackEntered) => new()
    {
        Kind = kind,
        ObservedAt = Now,
        Actor = new Actor { Id = "S-1-5-21-7", Name = @"CORP\jsmith", Roles = [new RoleRef { Id = "r1", Name = "Operators" }] },
        Cameras = [new CameraRef { Id = "c1", Name = "Gate", Groups = ["g1"] }],
    };

    public static Decision Decide(ActivityObserved activity, params AuditRule[] rules) => RuleBook.Compile(rules, 5).Decide(activity);

    public static bool Matches(AuditRule rule, ActivityObserved? activity = null) => Decide(activity ?? Activity(), rule).Matches.Count == 1;

    public static bool Catches(Whom whom, Actor? actor = null) =>
        Matches(Rule() with { Whom = whom }, Activity() with { Actor = actor ?? Activity().Actor });
}
