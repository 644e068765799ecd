using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>Says what is wrong with a rule before it is saved.</summary>
public static class AuditRuleValidator
{
    /// <summary>
    /// Everything that is wrong with a rule; empty when it may be saved. A null anywhere in it that means nothing is a
    /// problem, never an exception. Id and version are not looked at: they are not the client's to set.
    /// </summary>
    /// <param name="rule">The rule as a client sent it. Null gives one problem with an empty field.</param>
    public static IReadOnlyList<RuleProblem> Validate(AuditRule rule)
    {
        var problems = new RuleProblems();
        if (!problems.IsThere("", rule))
        {
            return problems.Found;
        }

        CheckName(rule.Name, problems);
        problems.OneOf("mode", rule.Mode);
        WhomValidation.Check("whom", rule.Whom, problems);
        CameraScopeValidation.Check("cameras", rule.Cameras, problems);
        _ = problems.IsThere("playback", rule.Playback);
        _ = problems.IsThere("export", rule.Export);
        _ = problems.IsThere("independentPlayback", rule.IndependentPlayback);
        ReasonValidation.CheckReasons("predefinedReasons", rule.PredefinedReasons, problems);
        ReasonValidation.CheckPolicy("reasonPolicy", rule.ReasonPolicy, problems);
        ConditionsValidation.Check("conditions", rule.Conditions, problems);
        problems.Each("notificationChannels", rule.NotificationChannels, RuleLimits.Channels, (path, channel) =>
        {
            if (string.IsNullOrWhiteSpace(channel))
            {
                problems.Add(path, "A channel name must not be blank.");
            }
        });
        return problems.Found;
    }

    private static void CheckName(string? name, RuleProblems problems)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            problems.Add("name", "A name is required.");
        }
        else if (name!.Length > RuleLimits.NameLength)
        {
            problems.Add("name", $"At most {RuleLimits.NameLength} characters are allowed; there are {name.Length}.");
        }
    }
}
