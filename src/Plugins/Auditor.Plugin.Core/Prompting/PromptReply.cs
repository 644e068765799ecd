using Auditor.Contracts;

namespace Auditor.Plugin.Core.Prompting;

/// <summary>What came of a question: a reason, or a refusal where <see cref="Reason"/> is null.</summary>
public sealed record PromptReply(Reason? Reason)
{
    public static PromptReply Declined { get; } = new((Reason?)null);
}
