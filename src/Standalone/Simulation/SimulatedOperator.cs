using Auditor.Contracts;
using Auditor.Plugin.Core.Prompting;
using Auditor.Rules;
using Auditor.Standalone.Scenarios;

namespace Auditor.Standalone.Simulation;

/// <summary>Sits before the prompt and gives the answer of the step at hand; one that the question does not take, or none, is no answer.</summary>
internal sealed class SimulatedOperator(SiteClock clock) : IPromptView
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private volatile ScenarioAnswer? _answer;

    /// <summary>What to say from now on when asked.</summary>
    public void Prepare(ScenarioAnswer? answer) => _answer = answer;

    public async Task<PromptReply> AskAsync(PromptQuestion question, CancellationToken withdrawn)
    {
        if (ReplyTo(question) is { } reply)
        {
            // An operator takes a moment.
            clock.Pass(Moment);
            return reply;
        }

        await Task.Delay(Timeout.Infinite, withdrawn);
        throw new OperationCanceledException(withdrawn);
    }

    private PromptReply? ReplyTo(PromptQuestion question)
    {
        if (_answer is not { } given)
        {
            return null;
        }

        if (given.Decline)
        {
            return question.Prompt.Policy.DeclineAllowed ? PromptReply.Declined : null;
        }

        var reason = new Reason { Picked = given.Reason, Notes = given.Notes, CaseNumber = given.CaseNumber };
        return ReasonCheck.Problems(question.Prompt, reason).Count == 0 ? new PromptReply(reason) : null;
    }
}
