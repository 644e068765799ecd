using Auditor.AuditWriter.BackTesting;
using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.AuditWriter.Tests.BackTesting;

/// <summary>What is counted of a rule's matches.</summary>
public sealed class TrialTallyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Actor Anna = new() { Id = "S-1", Name = @"CORP\anna", DisplayName = "Anna Kern" };
    private static readonly Actor Bob = new() { Name = @"CORP\bob" };
    private static readonly Guid First = new(1, 0, 0, new byte[8]);
    private static readonly Guid Second = new(2, 0, 0, new byte[8]);

    [Fact]
    public void An_answer_spares_the_next_question_of_its_type_and_session_as_long_as_the_rule_says()
    {
        TrialTally tally = Tally(10);
        tally.Add(Ask(Anna, 0, First));
        tally.Add(Ask(Anna, 9.9, First));
        tally.Add(Ask(Anna, 9.9, First, ActivityType.Export));
        tally.Add(Ask(Anna, 9.9, Second));
        tally.Add(Ask(Anna, 10, First));
        tally.Add(Ask(Anna, 11, First) with { Asks = null });

        BackTestResult result = tally.Result(100);

        Assert.Equal((100, 6, 1, 4), (result.Looked, result.Matched, result.People, result.Prompts));
    }

    [Fact]
    public void Without_such_a_time_every_entry_asks()
    {
        TrialTally tally = Tally(0);
        tally.Add(Ask(Anna, 0, First));
        tally.Add(Ask(Anna, 0, First));

        Assert.Equal(2, tally.Result(2).Prompts);
    }

    [Fact]
    public void Questions_are_told_by_person_and_day_of_the_zone()
    {
        TrialTally tally = Tally(0, "America/New_York");
        // 03:30 UTC is the evening before in New York.
        tally.Add(Ask(Anna, 0, First));
        tally.Add(Ask(Anna, 15.5 * 60, First));
        tally.Add(Ask(Bob, 15.6 * 60, Second));
        tally.Add(Ask(Anna, 20 * 60, First));

        BackTestResult result = tally.Result(4);

        Assert.Equal((4, 2, 2), (result.Prompts, result.People, result.MostPromptsInADay));
        Assert.Equal(1.33, result.PromptsPerPersonAndDay);
        Assert.Equal(new BackTestPerson("S-1", @"CORP\anna", "Anna Kern", 3, 3, 2, 2, new DateOnly(2026, 3, 20)), result.ByPerson[0]);
        Assert.Equal(new BackTestPerson(null, @"CORP\bob", null, 1, 1, 1, 1, new DateOnly(2026, 3, 20)), result.ByPerson[1]);
    }

    [Fact]
    public void Whoever_has_an_id_is_one_person_under_any_name_and_in_any_case()
    {
        TrialTally tally = Tally(0);
        tally.Add(Ask(Anna, 0, First));
        tally.Add(Ask(Anna with { Id = "s-1", Name = "anna.married" }, 1, First));
        tally.Add(Ask(Bob, 2, First));
        tally.Add(Ask(Bob with { Name = @"corp\BOB" }, 3, First));

        Assert.Equal(2, tally.Result(4).People);
    }

    [Fact]
    public void Ten_examples_are_from_all_over_the_period()
    {
        TrialTally tally = Tally(0);
        for (int i = 0; i < 5000; i++)
        {
            tally.Add(Ask(Anna, i, First));
        }

        IReadOnlyList<BackTestExample> examples = tally.Result(5000).Examples;

        Assert.Equal(10, examples.Count);
        Assert.Equal(examples.OrderBy(example => example.OccurredAt), examples);
        Assert.True(examples[^1].OccurredAt - examples[0].OccurredAt > TimeSpan.FromMinutes(1000));
    }

    private static TrialTally Tally(int minutes, string zone = "UTC") => new(minutes, LocalTimes.Of(zone)!);

    private static TriedMatch Ask(Actor actor, double minutes, Guid session, ActivityType type = ActivityType.Playback) =>
        new(Guid.CreateVersion7(), Noon.AddMinutes(minutes), actor, session, AuditableResources.Playback, AuditableActions.Enter, type);
}
