using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Prompting;

/// <summary>What a reply of the view is worth. The view has checked it already; one with a fault may not have.</summary>
/// <param name="End">Null when the reply does not end the question.</param>
/// <param name="Reason">Without blanks; null unless given.</param>
internal sealed record ReplyVerdict(PromptEnd? End, Reason? Reason)
{
    public static ReplyVerdict Of(Prompt prompt, PromptReply reply)
    {
        if (reply.Reason is not { } reason)
        {
            return new ReplyVerdict(prompt.Policy.DeclineAllowed ? PromptEnd.Declined : null, null);
        }

        return ReasonCheck.Problems(prompt, reason).Count == 0
            ? new ReplyVerdict(PromptEnd.Given, WithoutBlanks(reason))
            : new ReplyVerdict(null, null);
    }

    private static Reason WithoutBlanks(Reason reason) => new()
    {
        Picked = NullWhenBlank(reason.Picked),
        Notes = NullWhenBlank(reason.Notes),
        CaseNumber = NullWhenBlank(reason.CaseNumber),
    };

    private static string? NullWhenBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
