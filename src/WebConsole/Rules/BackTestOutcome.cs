namespace Auditor.WebConsole.Rules;

/// <summary>What a back-test found, as AuditWriter tells of it.</summary>
public sealed record BackTestOutcome
{
    public long Looked { get; init; }

    public long Matched { get; init; }

    public int People { get; init; }

    public long Prompts { get; init; }

    public double PromptsPerPersonAndDay { get; init; }

    public long MostPromptsInADay { get; init; }

    public IReadOnlyList<Example> Examples { get; init; } = [];

    public IReadOnlyList<Person> ByPerson { get; init; } = [];

    /// <summary>An entry that would have matched.</summary>
    public sealed record Example(Guid EntryId, DateTimeOffset OccurredAt, string Person, string Resource, string Action, bool Asked);

    /// <summary>What the rule would have meant for one person.</summary>
    public sealed record Person(string? Id, string Name, string? DisplayName, long Matched, long Prompts, int DaysAsked, long MostInADay, DateOnly? WorstDay);
}
