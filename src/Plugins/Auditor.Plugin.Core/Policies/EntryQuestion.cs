using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Policies;

/// <summary>What the rules ask because of an entry activity, as far as this client knows them.</summary>
/// <param name="Prompt">The question; null when nothing is asked.</param>
/// <param name="Rules">Names of the rules that ask.</param>
/// <param name="Revision">Of the policy that decided; null when none is known.</param>
internal sealed record EntryQuestion(Prompt? Prompt, IReadOnlyList<string> Rules, long? Revision)
{
    /// <summary>Decides by the policy in use. Never fails: a decision that cannot be made asks.</summary>
    public static EntryQuestion Of(IOperatorPolicies policies, ActivityObserved entry, IPluginLog log)
    {
        ActivityType type = ActivityTypes.Of(entry.Kind, null) ?? ActivityType.Playback;
        try
        {
            if (!policies.Known)
            {
                return new EntryQuestion(policies.WhenUnknown == PolicyUnknown.FailClosed ? FreeText(type) : null, [], null);
            }

            RuleBook book = policies.Book;
            Prompt? prompt = book.Decide(entry).Prompt;
            return new EntryQuestion(prompt, prompt is null ? [] : NamesOf(prompt, policies.Rules), book.Revision);
        }
        catch (Exception problem)
        {
            log.Error("Policy", "It could not be decided whether a reason is to be asked for; it is.", problem);
            return new EntryQuestion(FreeText(type), [], null);
        }
    }

    private static Prompt FreeText(ActivityType type) => new() { Activity = type };

    private static List<string> NamesOf(Prompt prompt, IReadOnlyList<AuditRule> rules)
    {
        var names = new List<string>(prompt.Rules.Count);
        foreach (Guid id in prompt.Rules)
        {
            AuditRule? rule = rules.FirstOrDefault(one => one.Id == id);
            names.Add(rule?.Name is { Length: > 0 } name ? name : id.ToString());
        }

        return names;
    }
}
