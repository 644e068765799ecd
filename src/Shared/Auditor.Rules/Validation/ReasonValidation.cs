using Auditor.Contracts;

namespace Auditor.Rules;

internal static class ReasonValidation
{
    public static void CheckReasons(string field, IReadOnlyList<PredefinedReason?>? reasons, RuleProblems problems)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        problems.Each(field, reasons, RuleLimits.Reasons, (path, reason) =>
        {
            CheckText($"{path}.text", reason.Text, seen, problems);
            if (reason.Activities is null or { Count: 0 })
            {
                problems.Add(
                    $"{path}.activities",
                    $"At least one activity must be given: {string.Join(", ", Enum.GetNames(typeof(ActivityType)))}.");
                return;
            }

            for (int i = 0; i < reason.Activities.Count; i++)
            {
                problems.OneOf($"{path}.activities[{i}]", reason.Activities[i]);
            }
        });
    }

    public static void CheckPolicy(string field, ReasonPolicy? policy, RuleProblems problems)
    {
        if (!problems.IsThere(field, policy))
        {
            return;
        }

        problems.Between($"{field}.minimumLength", policy!.MinimumLength, 0, RuleLimits.MinimumLength);
        problems.Between($"{field}.answerValidMinutes", policy.AnswerValidMinutes, 0, RuleLimits.AnswerValidMinutes);
        problems.OneOf($"{field}.whenPolicyUnknown", policy.WhenPolicyUnknown);
        CheckPattern($"{field}.caseNumberPattern", policy.CaseNumberPattern, problems);
    }

    private static void CheckText(string path, string? text, HashSet<string> seen, RuleProblems problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(path, "A reason must not be blank.");
        }
        else if (text!.Length > RuleLimits.ReasonLength)
        {
            problems.Add(path, $"At most {RuleLimits.ReasonLength} characters are allowed; there are {text.Length}.");
        }
        else if (!seen.Add(text.Trim()))
        {
            problems.Add(path, $"'{text}' is listed already; upper and lower case are the same here.");
        }
    }

    private static void CheckPattern(string path, string? pattern, RuleProblems problems)
    {
        if (pattern is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(pattern))
        {
            problems.Add(path, "Must not be blank; leave it out to ask for no case number.");
        }
        else if (pattern.Length > RuleLimits.CaseNumberPatternLength)
        {
            problems.Add(path, $"At most {RuleLimits.CaseNumberPatternLength} characters are allowed; there are {pattern.Length}.");
        }
        else if (CaseNumberPattern.TryCompile(pattern) is null)
        {
            problems.Add(path, $"Must be a .NET regular expression that can be matched against a whole case number, like \\d{{4}}-\\d+; it is '{pattern}'.");
        }
    }
}
