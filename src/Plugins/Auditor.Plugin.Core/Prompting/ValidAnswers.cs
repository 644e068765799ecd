using Auditor.Contracts;

namespace Auditor.Plugin.Core.Prompting;

/// <summary>What the operator answered in this client session, for each activity type.</summary>
internal sealed class ValidAnswers(TimeProvider time)
{
    private readonly Dictionary<ActivityType, StandingAnswers> _answers = new()
    {
        [ActivityType.Playback] = new(),
        [ActivityType.Export] = new(),
        [ActivityType.IndependentPlayback] = new(),
    };

    /// <summary>An answer of the same type that is still valid by the question's policy and satisfies it.</summary>
    public Reason? Find(Prompt prompt) => _answers[prompt.Activity].Find(prompt, time);

    /// <summary>The answer spares further questions of the types and in the stays that it was given for.</summary>
    public void Keep(Reason reason, IReadOnlyList<PromptDue> answered)
    {
        foreach (StandingAnswers answers in answered.Select(due => _answers[due.Prompt.Activity]).Concat(answered.Select(due => due.Stay)).Distinct())
        {
            answers.Add(reason, time);
        }
    }
}
