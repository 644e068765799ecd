using Auditor.Contracts;

namespace Auditor.Plugin.Core.Prompting;

/// <summary>One question to the operator, merged from everything that is due.</summary>
public sealed record PromptQuestion
{
    /// <summary>Title of the window, for instance "Entering playback".</summary>
    public string Title { get; init; } = "";

    /// <summary>What the operator is about to see or take, in a sentence.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>Why it is asked: the rules' names, or that no policy could be fetched.</summary>
    public string Because { get; init; } = "";

    /// <summary>The cameras concerned, each once.</summary>
    public IReadOnlyList<string> Cameras { get; init; } = [];

    /// <summary>What counts as an answer. <c>ReasonCheck.Problems</c> says in words what is missing in one.</summary>
    public Prompt Prompt { get; init; } = new();

    /// <summary>The window that owns the question.</summary>
    public string Window { get; init; } = Tracking.Windows.Main;
}
