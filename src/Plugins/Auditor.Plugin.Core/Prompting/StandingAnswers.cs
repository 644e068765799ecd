using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Prompting;

/// <summary>Answers that may spare the next question, the latest first. Safe for concurrent use.</summary>
internal sealed class StandingAnswers
{
    // The latest do; an operator who was asked more often than that in one stay or one shift is asked once more.
    private const int Kept = 16;

    private readonly List<(Reason Reason, DateTimeOffset GivenAt, long Stamp)> _answers = [];
    private readonly object _gate = new();

    public void Add(Reason reason, TimeProvider time)
    {
        lock (_gate)
        {
            _answers.Insert(0, (reason, time.GetUtcNow(), time.GetTimestamp()));
            if (_answers.Count > Kept)
            {
                _answers.RemoveAt(Kept);
            }
        }
    }

    /// <summary>The latest answer that satisfies the question, whatever its age.</summary>
    public Reason? Find(Prompt prompt) => Find(prompt, (_, _) => true);

    /// <summary>The latest answer that satisfies the question and is younger than the question's policy says.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="time">An answer from the future, after the clock was set back, is no answer; and setting it back keeps none alive, because the time that has passed counts too.</param>
    public Reason? Find(Prompt prompt, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan valid = TimeSpan.FromMinutes(prompt.Policy.AnswerValidMinutes);
        return Find(prompt, (givenAt, stamp) => now >= givenAt && now - givenAt < valid && time.GetElapsedTime(stamp) < valid);
    }

    private Reason? Find(Prompt prompt, Func<DateTimeOffset, long, bool> isValid)
    {
        (Reason Reason, DateTimeOffset GivenAt, long Stamp)[] answers;
        lock (_gate)
        {
            answers = [.. _answers];
        }

        foreach ((Reason reason, DateTimeOffset givenAt, long stamp) in answers)
        {
            if (isValid(givenAt, stamp) && ReasonCheck.Problems(prompt, reason).Count == 0)
            {
                return reason;
            }
        }

        return null;
    }
}
