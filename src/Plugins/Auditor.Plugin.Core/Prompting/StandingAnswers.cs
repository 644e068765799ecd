using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Prompting;

/// <summary>Answers that may spare the next question, the latest first. Safe for concurrent use.</summary>
internal sealed class StandingAnswers
{
    // The latest do; an operator who was asked more often than that in one stay or one shift is asked once more.
    private const int Kept = 16;

    private readonly List<(Reason Reason, DateTimeOffset GivenAt)> _answers = [];
    private readonly object _gate = new();

    public void Add(Reason reason, DateTimeOffset givenAt)
    {
        lock (_gate)
        {
            _answers.Insert(0, (reason, givenAt));
            if (_answers.Count > Kept)
            {
                _answers.RemoveAt(Kept);
            }
        }
    }

    /// <summary>The latest answer that satisfies the question, whatever its age.</summary>
    public Reason? Find(Prompt prompt) => Find(prompt, _ => true);

    /// <summary>The latest answer that satisfies the question and is younger than the question's policy says.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="now">UTC. An answer from the future, after the clock was set back, is no answer.</param>
    public Reason? Find(Prompt prompt, DateTimeOffset now) =>
        Find(prompt, givenAt => now >= givenAt && now - givenAt < TimeSpan.FromMinutes(prompt.Policy.AnswerValidMinutes));

    private Reason? Find(Prompt prompt, Func<DateTimeOffset, bool> isValid)
    {
        (Reason Reason, DateTimeOffset GivenAt)[] answers;
        lock (_gate)
        {
            answers = [.. _answers];
        }

        foreach ((Reason reason, DateTimeOffset givenAt) in answers)
        {
            if (isValid(givenAt) && ReasonCheck.Problems(prompt, reason).Count == 0)
            {
                return reason;
            }
        }

        return null;
    }
}
