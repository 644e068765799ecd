using Auditor.Contracts;
using Auditor.Plugin.Core.Prompting;
using Auditor.Rules;
using Auditor.Standalone.Scenarios;

namespace Auditor.Standalone.Simulation;

/// <summary>Sits before the prompt and gives the answer of the step at hand. Who has none, or one that the question does not take, lets it run out.</summary>
internal sealed class SimulatedOperator(SiteClock clock) : IPromptView
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);

    private volatile ScenarioAnswer? _answer;

    /// <summary>What to say from now on when asked.</summary>
    public void Prepare(ScenarioAnswer? answer) => _answer = answer;

    public async Task<PromptReply> AskAsync(PromptQuestion question, CancellationToken withdrawn)
    {
        // An operator takes a moment.
        clock.Pass(Moment);
        if (ReplyTo(question) is { } reply)
        {
            return reply;
        }

        while (true)
        {
            await Task.Delay(Idle, withdrawn);
            clock.RunOut();
        }
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
