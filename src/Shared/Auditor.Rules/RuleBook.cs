using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>
/// The audit rules of one revision, compiled for deciding. Immutable; safe for concurrent use. What deciding costs
/// depends on the rules that name the actor or the cameras, not on the number of rules.
/// How rules match and merge: docs/decisions/0004.
/// </summary>
public sealed class RuleBook
{
    private readonly CompiledRule[] _rules;
    private readonly RuleIndex _index;
    private readonly Decision _nothing;

    private RuleBook(CompiledRule[] rules, long revision)
    {
        _rules = rules;
        _index = new RuleIndex(Array.ConvertAll(rules, rule => rule.Source));
        _nothing = new Decision { Revision = revision };
        Revision = revision;
    }

    /// <summary>No rules, revision 0.</summary>
    public static RuleBook Empty { get; } = Compile([], 0);

    public long Revision { get; }

    /// <summary>
    /// Compiles the enabled rules. Takes rules as they come, also such as <see cref="AuditRuleValidator"/> would refuse:
    /// what is missing in a rule restricts nothing, but without whom it catches nobody; a schedule that cannot be read
    /// never holds, so that its rule never matches. No rule disturbs another.
    /// </summary>
    /// <param name="rules">In any order; disabled ones are left out.</param>
    /// <param name="revision">Stands in every decision.</param>
    public static RuleBook Compile(IReadOnlyCollection<AuditRule> rules, long revision)
    {
        CompiledRule[] compiled =
        [
            .. (rules ?? throw new ArgumentNullException(nameof(rules)))
                .Where(rule => rule is { Enabled: true })
                .OrderBy(rule => rule.Name ?? "", StringComparer.Ordinal)
                .ThenBy(rule => rule.Id)
                .Select(rule => new CompiledRule(rule)),
        ];
        return new RuleBook(compiled, revision);
    }

    /// <summary>
    /// The rules that match an activity, and what the live ones demand together. Depends on nothing but the activity
    /// and the book; schedules are asked at the activity's <see cref="ActivityObserved.ObservedAt"/>.
    /// A kind without an <see cref="ActivityType"/> matches no rule.
    /// </summary>
    public Decision Decide(ActivityObserved activity)
    {
        if (activity is null)
        {
            throw new ArgumentNullException(nameof(activity));
        }

        if (ActivityTypes.Of(activity.Kind, activity.About) is not { } type)
        {
            return _nothing;
        }

        CompiledRule[] matched = Match(activity, type);
        if (matched.Length == 0)
        {
            return _nothing;
        }

        Prompt? prompt = ActivityTraits.IsEntry(activity.Kind) ? PromptMerge.Of(matched, type) : null;
        return new Decision
        {
            Revision = Revision,
            Matches = Array.ConvertAll(matched, rule => rule.Match),
            Prompt = prompt,
            Outcome = OutcomeMerge.Of(matched, activity, type, prompt),
        };
    }

    /// <summary>
    /// Every enabled rule that can catch this actor, live and shadow, by name and then id: whom alone decides, not
    /// cameras, conditions or demands. A book compiled of these decides this actor's activities as the whole book does.
    /// </summary>
    public IReadOnlyList<AuditRule> PolicyFor(Actor actor)
    {
        if (actor is null)
        {
            throw new ArgumentNullException(nameof(actor));
        }

        return _index.Find(actor).ConvertAll(ordinal => _rules[ordinal].Source);
    }

    private CompiledRule[] Match(ActivityObserved activity, ActivityType type)
    {
        List<int> ordinals = _index.Find(activity);
        int count = 0;
        for (int i = 0; i < ordinals.Count; i++)
        {
            int ordinal = ordinals[i];
            if (_rules[ordinal].ConditionsHold(activity, type))
            {
                // Kept in the front of the same list, which belongs to this thread until its next search.
                ordinals[count++] = ordinal;
            }
        }

        if (count == 0)
        {
            return [];
        }

        var matched = new CompiledRule[count];
        for (int i = 0; i < count; i++)
        {
            matched[i] = _rules[ordinals[i]];
        }

        return matched;
    }
}
