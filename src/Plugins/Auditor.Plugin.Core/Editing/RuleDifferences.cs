using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Editing;

/// <summary>In which fields two versions of a rule differ, in words.</summary>
public static class RuleDifferences
{
    private static readonly (string Field, Func<AuditRule, object> Part, Func<AuditRule, string> Words)[] Fields =
    [
        ("Name", rule => rule.Name, rule => rule.Name),
        ("Enabled", rule => rule.Enabled, rule => RuleWords.YesNo(rule.Enabled)),
        ("Shadow", rule => rule.Mode, rule => RuleWords.YesNo(rule.Mode == RuleMode.Shadow)),
        ("Who", rule => (rule.Whom.Everyone, rule.Whom.Users, rule.Whom.Roles), rule => RuleWords.Caught(rule.Whom)),
        ("Except", rule => (rule.Whom.ExcludedUsers, rule.Whom.ExcludedRoles), rule => RuleWords.Exempt(rule.Whom)),
        ("Cameras", rule => rule.Cameras, rule => RuleWords.Cameras(rule.Cameras)),
        ("Playback", rule => rule.Playback, rule => RuleWords.Demand(rule.Playback)),
        ("Export", rule => rule.Export, rule => RuleWords.Demand(rule.Export)),
        ("Independent playback", rule => rule.IndependentPlayback, rule => RuleWords.Demand(rule.IndependentPlayback)),
        ("Predefined reasons", rule => rule.PredefinedReasons, rule => RuleWords.Reasons(rule.PredefinedReasons)),
        ("Free text required", rule => rule.ReasonPolicy.FreeTextRequired, rule => RuleWords.YesNo(rule.ReasonPolicy.FreeTextRequired)),
        ("Least length", rule => rule.ReasonPolicy.MinimumLength, rule => $"{rule.ReasonPolicy.MinimumLength} characters"),
        ("Case number", rule => rule.ReasonPolicy.CaseNumberPattern ?? "", rule => rule.ReasonPolicy.CaseNumberPattern ?? "not asked for"),
        ("An answer stays valid", rule => rule.ReasonPolicy.AnswerValidMinutes, rule => RuleWords.Valid(rule.ReasonPolicy.AnswerValidMinutes)),
        ("Declining", rule => rule.ReasonPolicy.DeclineAllowed, rule => rule.ReasonPolicy.DeclineAllowed ? "allowed" : "not allowed"),
        ("When the rules were never fetched", rule => rule.ReasonPolicy.WhenPolicyUnknown, rule => RuleWords.Unknown(rule.ReasonPolicy.WhenPolicyUnknown)),
        ("Schedule", rule => rule.Conditions.Schedule ?? new Schedule(), rule => RuleWords.Schedule(rule.Conditions.Schedule)),
        ("Recordings older than", rule => rule.Conditions.FootageOlderThanMinutes ?? 0, rule => RuleWords.Duration(rule.Conditions.FootageOlderThanMinutes)),
        ("Exports longer than", rule => rule.Conditions.ExportLongerThanMinutes ?? 0, rule => RuleWords.Duration(rule.Conditions.ExportLongerThanMinutes)),
        ("Notification channels", rule => rule.NotificationChannels, rule => RuleWords.List(rule.NotificationChannels, "none")),
    ];

    /// <summary>In the order of the editor. Ids and versions do not count.</summary>
    public static IReadOnlyList<RuleDifference> Between(AuditRule mine, AuditRule theirs)
    {
        var found = new List<RuleDifference>();
        foreach ((string field, Func<AuditRule, object> part, Func<AuditRule, string> words) in Fields)
        {
            if (Json(part(mine)) != Json(part(theirs)))
            {
                found.Add(new RuleDifference(field, words(mine), words(theirs)));
            }
        }

        return found;
    }

    /// <summary>True when both would do the same under the same name.</summary>
    public static bool AreSame(AuditRule a, AuditRule b) => Text(a) == Text(b);

    /// <summary>What a version changed, in one line.</summary>
    public static string Changed(AuditRule? previous, AuditRule? current) => (previous, current) switch
    {
        (null, null) => "",
        (null, _) => "Created",
        (_, null) => "Deleted",
        var (before, after) => List(Between(before, after)),
    };

    private static string List(IReadOnlyList<RuleDifference> differences) => differences.Count == 0
        ? "Saved again without a change"
        : string.Join("; ", differences.Select(difference => $"{difference.Field}: {difference.Mine} → {difference.Theirs}"));

    private static string Text(AuditRule rule) => WireFormat.SerializeToText(rule with { Id = Guid.Empty, Version = 0 });

    // By the type that it has: a tuple of lists is compared by its parts.
    private static string Json(object part) => part switch
    {
        ValueTuple<bool, IReadOnlyList<UserRef>, IReadOnlyList<RoleRef>> whom =>
            $"{whom.Item1} {WireFormat.SerializeToText(whom.Item2)} {WireFormat.SerializeToText(whom.Item3)}",
        ValueTuple<IReadOnlyList<UserRef>, IReadOnlyList<RoleRef>> except =>
            $"{WireFormat.SerializeToText(except.Item1)} {WireFormat.SerializeToText(except.Item2)}",
        _ => WireFormat.SerializeToText(part),
    };
}
