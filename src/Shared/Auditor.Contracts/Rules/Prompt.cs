namespace Auditor.Contracts;

/// <summary>The one question that several rules merge into.</summary>
public sealed record Prompt
{
    public ActivityType Activity { get; init; }

    /// <summary>Reasons of every asking rule for this activity, in the order of the rules, each text once. None: free text only.</summary>
    public IReadOnlyList<string> PredefinedReasons { get; init; } = [];

    /// <summary>The merged policy; its single case-number pattern is always absent, see <see cref="CaseNumberPatterns"/>.</summary>
    public ReasonPolicy Policy { get; init; } = new();

    /// <summary>The case number must match each of these. None: no case number is asked for.</summary>
    public IReadOnlyList<string> CaseNumberPatterns { get; init; } = [];

    /// <summary>The rules that ask.</summary>
    public IReadOnlyList<Guid> Rules { get; init; } = [];
}
