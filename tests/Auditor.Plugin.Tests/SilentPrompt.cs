using Auditor.Plugin.Core.Prompting;

namespace Auditor.Plugin.Tests;

/// <summary>A question that nobody answers.</summary>
internal sealed class SilentPrompt : IPromptView
{
    public async Task<PromptReply> AskAsync(PromptQuestion question, CancellationToken withdrawn)
    {
        await Task.Delay(Timeout.Infinite, withdrawn);
        return PromptReply.Declined;
    }
}
