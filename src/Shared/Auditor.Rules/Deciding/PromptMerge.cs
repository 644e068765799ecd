using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>Merges what several rules ask into one question (docs/decisions/0004).</summary>
internal static class PromptMerge
{
    /// <summary>The question of the live rules among <paramref name="matched"/> that ask for this type; null when none does.</summary>
    /// <param name="matched">In the order of the matches.</param>
    /// <param name="type">The type of the entry activity.</param>
    public static Prompt? Of(CompiledRule[] matched, ActivityType type)
    {
        List<CompiledRule>? asking = null;
        foreach (CompiledRule rule in matched)
        {
            if (rule.IsLive && rule.Asks(type))
            {
                (asking ??= []).Add(rule);
            }
        }

        return asking is null ? null : new Prompt
        {
            Activity = type,
            PredefinedReasons = ReasonsOf(asking, type),
            Policy = StrictestOf(asking),
            CaseNumberPatterns = PatternsOf(asking),
            Rules = asking.ConvertAll(rule => rule.Source.Id),
        };
    }

    private static IReadOnlyList<string> ReasonsOf(List<CompiledRule> asking, ActivityType type)
    {
        if (asking.Count == 1)
        {
            return asking[0].ReasonsFor(type);
        }

        var reasons = new DistinctTexts(StringComparer.OrdinalIgnoreCase);
        foreach (CompiledRule rule in asking)
        {
            foreach (string reason in rule.ReasonsFor(type))
            {
                reasons.Add(reason);
            }
        }

        return reasons.InOrder;
    }

    private static ReasonPolicy StrictestOf(List<CompiledRule> asking)
    {
        bool freeText = false;
        bool decline = true;
        int length = 0;
        int minutes = int.MaxValue;
        PolicyUnknown unknown = PolicyUnknown.FailOpen;
        foreach (CompiledRule rule in asking)
        {
            ReasonPolicy policy = rule.Policy;
            freeText |= policy.FreeTextRequired;
            decline &= policy.DeclineAllowed;
            length = Math.Max(length, policy.MinimumLength);
            minutes = Math.Min(minutes, policy.AnswerValidMinutes);
            unknown = policy.WhenPolicyUnknown == PolicyUnknown.FailClosed ? PolicyUnknown.FailClosed : unknown;
        }

        return new ReasonPolicy
        {
            FreeTextRequired = freeText,
            DeclineAllowed = decline,
            MinimumLength = length,
            AnswerValidMinutes = minutes,
            WhenPolicyUnknown = unknown,
        };
    }

    private static List<string> PatternsOf(List<CompiledRule> asking)
    {
        var patterns = new List<string>();
        foreach (CompiledRule rule in asking)
        {
            string? pattern = rule.Policy.CaseNumberPattern;
            if (!string.IsNullOrWhiteSpace(pattern) && !patterns.Contains(pattern!))
            {
                patterns.Add(pattern!);
            }
        }

        return patterns;
    }
}
