namespace Auditor.Plugin.Core.Prompting;

/// <summary>Shows a question. The caller never has two open at once.</summary>
public interface IPromptView
{
    /// <summary>Called from any thread; the task ends when the operator has answered or declined.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="withdrawn">The question has expired or the client ends: take the window away, and end the task as cancelled.</param>
    Task<PromptReply> AskAsync(PromptQuestion question, CancellationToken withdrawn);
}
