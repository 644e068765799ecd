using Auditor.Contracts;

namespace Auditor.Plugin.Core.Prompting;

/// <summary>Makes one question of everything that is due, and finds the words for it.</summary>
internal static class QuestionTexts
{
    private const string Unknown = "The audit rules could not be fetched yet; a reason is asked for until they are.";

    /// <param name="due">At least one. The strictest of each part of their policies holds.</param>
    public static PromptQuestion Of(IReadOnlyList<PromptDue> due)
    {
        string[] titles = Distinct(due.Select(one => Title(one.Entry.Kind)));
        return new PromptQuestion
        {
            Title = titles.Length == 1 ? titles[0] : "Recordings",
            Explanation = string.Join(" ", Distinct(due.Select(one => Explanation(one.Entry)))),
            Because = Because(due),
            Cameras = Distinct(due.SelectMany(one => one.Entry.Cameras).Select(Name)),
            Prompt = Merge(due),
            Window = due[0].Entry.Window ?? Tracking.Windows.Main,
        };
    }

    private static Prompt Merge(IReadOnlyList<PromptDue> due)
    {
        if (due.Count == 1)
        {
            return due[0].Prompt;
        }

        ReasonPolicy[] policies = [.. due.Select(one => one.Prompt.Policy)];
        return new Prompt
        {
            Activity = due[0].Prompt.Activity,
            PredefinedReasons =
            [
                .. due.SelectMany(one => one.Prompt.PredefinedReasons)
                    .GroupBy(text => text.Trim(), StringComparer.OrdinalIgnoreCase)
                    .Select(same => same.First()),
            ],
            CaseNumberPatterns = Distinct(due.SelectMany(one => one.Prompt.CaseNumberPatterns)),
            Rules = [.. due.SelectMany(one => one.Prompt.Rules).Distinct()],
            Policy = new ReasonPolicy
            {
                FreeTextRequired = policies.Any(policy => policy.FreeTextRequired),
                MinimumLength = policies.Max(policy => policy.MinimumLength),
                AnswerValidMinutes = policies.Min(policy => policy.AnswerValidMinutes),
                DeclineAllowed = policies.All(policy => policy.DeclineAllowed),
                WhenPolicyUnknown = policies.Max(policy => policy.WhenPolicyUnknown),
            },
        };
    }

    private static string Because(IReadOnlyList<PromptDue> due)
    {
        string[] rules = [.. Distinct(due.SelectMany(one => one.Rules)).Select(name => $"'{name}'")];
        string? asked = rules.Length switch
        {
            0 => null,
            1 => $"Asked by the rule {rules[0]}.",
            _ => $"Asked by the rules {string.Join(", ", rules.Take(rules.Length - 1))} and {rules[rules.Length - 1]}.",
        };
        string? unknown = due.Any(one => one.Prompt.Rules.Count == 0) ? Unknown : null;
        return string.Join(" ", new[] { asked, unknown }.Where(text => text is not null));
    }

    private static string Title(string kind) => kind switch
    {
        ActivityKinds.PlaybackEntered => "Entering playback",
        ActivityKinds.ExportEntered => "Exporting recordings",
        _ => "Independent playback",
    };

    private static string Explanation(ActivityObserved entry) => entry.Kind switch
    {
        ActivityKinds.PlaybackEntered => "You are about to look at recordings.",
        ActivityKinds.ExportEntered => "You are about to take recordings out of the system.",
        _ => entry.Cameras.Count > 0
            ? $"You are about to look at recordings of {string.Join(", ", entry.Cameras.Select(Name))}."
            : "You are about to look at recordings of a camera.",
    };

    private static string Name(CameraRef camera) => camera.Name.Length > 0 ? camera.Name : camera.Id;

    private static string[] Distinct(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal)];
}
