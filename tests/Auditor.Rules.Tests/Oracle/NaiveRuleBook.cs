using Auditor.Contracts;

namespace Auditor.Rules.Tests;

/// <summary>
/// The rules of matching and merging once more, written to be read next to docs/decisions/0004: straight loops over all
/// rules, sharing nothing with the index. Slow on purpose; what it says is right.
/// </summary>
internal sealed class NaiveRuleBook
{
    private readonly List<AuditRule> _rules;
    private readonly long _revision;

    public NaiveRuleBook(IEnumerable<AuditRule> rules, long revision)
    {
        _rules = [.. rules.Where(rule => rule.Enabled).OrderBy(rule => rule.Name, StringComparer.Ordinal).ThenBy(rule => rule.Id)];
        _revision = revision;
    }

    public List<AuditRule> PolicyFor(Actor actor) => [.. _rules.Where(rule => NaiveMatching.Catches(rule.Whom, actor))];

    public Decision Decide(ActivityObserved activity)
    {
        if (TypeOf(activity) is not { } type)
        {
            return new Decision { Revision = _revision };
        }

        var matching = new List<AuditRule>();
        foreach (AuditRule rule in _rules)
        {
            if (NaiveMatching.Matches(rule, activity, type))
            {
                matching.Add(rule);
            }
        }

        List<AuditRule> live = [.. matching.Where(rule => rule.Mode == RuleMode.Live)];
        Prompt? prompt = NaiveMerging.PromptOf(live, activity, type);
        return new Decision
        {
            Revision = _revision,
            Matches =
            [
                .. matching.Select(rule => new RuleMatch
                {
                    Id = rule.Id,
                    Name = rule.Name,
                    Version = rule.Version,
                    Mode = rule.Mode,
                    NotificationChannels = rule.NotificationChannels.Count > 0 ? [.. rule.NotificationChannels.Distinct(StringComparer.Ordinal)] : null,
                }),
            ],
            Prompt = prompt,
            Outcome = new Outcome
            {
                MilestoneLog = live.Count > 0 && NaiveMerging.IsLogged(activity, prompt),
                Events = NaiveMerging.EventsOf(live, activity, type),
                NotificationChannels = NaiveMerging.ChannelsOf(live, activity),
            },
        };
    }

    private static ActivityType? TypeOf(ActivityObserved activity)
    {
        string? kind = activity.Kind.StartsWith("Reason", StringComparison.Ordinal) ? activity.About : activity.Kind;
        return kind switch
        {
            null => null,
            _ when kind.StartsWith("IndependentPlayback", StringComparison.Ordinal) => ActivityType.IndependentPlayback,
            _ when kind.StartsWith("Playback", StringComparison.Ordinal) => ActivityType.Playback,
            _ when kind.StartsWith("Export", StringComparison.Ordinal) => ActivityType.Export,
            _ => null,
        };
    }
}
