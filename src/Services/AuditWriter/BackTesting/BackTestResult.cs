namespace Auditor.AuditWriter.BackTesting;

/// <summary>
/// What a rule would have caught. Questions are counted as a client asks them, each taken to be answered at once: an answer spares the next question of
/// the same activity type in the same client session for as long as the rule says. The rule is taken to be alone.
/// </summary>
public sealed record BackTestResult
{
    /// <summary>Entries of the period and tenant.</summary>
    public long Looked { get; init; }

    /// <summary>Entries that the rule matches, by the same code that decides live.</summary>
    public long Matched { get; init; }

    /// <summary>Different actors among those.</summary>
    public int People { get; init; }

    /// <summary>Questions that would have been asked.</summary>
    public long Prompts { get; init; }

    /// <summary>Questions for each operator who would have been asked, on each day on which he would have been.</summary>
    public double PromptsPerPersonAndDay { get; init; }

    /// <summary>Most questions that one operator would have been asked in one day.</summary>
    public long MostPromptsInADay { get; init; }

    /// <summary>Up to ten of the matches, spread over the period by chance, in the order of time.</summary>
    public IReadOnlyList<BackTestExample> Examples { get; init; } = [];

    /// <summary>Those with the most matches first, at most a hundred.</summary>
    public IReadOnlyList<BackTestPerson> ByPerson { get; init; } = [];
}
