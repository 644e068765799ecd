using System.Diagnostics;
using Auditor.Contracts;
using Xunit;

namespace Auditor.Rules.Tests;

public sealed class ReasonCheckTests
{
    private static readonly Prompt Offering = new() { PredefinedReasons = ["Theft", "Drill"] };

    private static int Problems(Prompt prompt, string? picked = null, string? notes = null, string? caseNumber = null) =>
        ReasonCheck.Problems(prompt, new Reason { Picked = picked, Notes = notes, CaseNumber = caseNumber }).Count;

    [Fact]
    public void A_picked_reason_or_notes_will_do()
    {
        Assert.Equal(0, Problems(Offering, picked: "Theft"));
        Assert.Equal(0, Problems(Offering, notes: "x"));
        Assert.Equal(0, Problems(new Prompt(), notes: "x"));
    }

    [Fact]
    public void Nothing_at_all_will_not_do()
    {
        Assert.Equal(1, Problems(Offering));
        Assert.Equal(1, Problems(new Prompt(), picked: " ", notes: "\t"));
        Assert.Equal("Pick a reason or give one in your own words.", Assert.Single(ReasonCheck.Problems(Offering, null!)));
    }

    [Fact]
    public void Only_what_is_offered_can_be_picked()
    {
        Assert.Equal(1, Problems(Offering, picked: "Curiosity"));
        Assert.Equal(0, Problems(Offering, picked: "theft "));
    }

    [Fact]
    public void Notes_that_are_required_are_missed_next_to_a_picked_reason()
    {
        Prompt prompt = Offering with { Policy = new ReasonPolicy { FreeTextRequired = true } };
        Assert.Equal(1, Problems(prompt, picked: "Theft"));
        Assert.Equal(0, Problems(prompt, picked: "Theft", notes: "gate"));
        Assert.Equal(0, Problems(prompt, notes: "gate"));
    }

    [Theory]
    [InlineData(null, "12345", 0)]
    [InlineData(null, "1234 ", 1)]
    [InlineData("Theft", "1234", 1)]
    [InlineData("Theft", null, 0)]
    public void The_minimum_length_holds_for_the_operators_own_words(string? picked, string? notes, int problems) =>
        Assert.Equal(problems, Problems(Offering with { Policy = new ReasonPolicy { MinimumLength = 5 } }, picked, notes));

    [Theory]
    [InlineData("2026-118", 0)]
    [InlineData(" 2026-118 ", 0)]
    [InlineData("x2026-118", 1)]
    [InlineData("2026-118x", 1)]
    [InlineData("2026-118\nx", 2)]
    [InlineData("2025-118", 1)]
    [InlineData("", 1)]
    [InlineData(null, 1)]
    public void A_case_number_must_match_every_pattern_from_end_to_end(string? caseNumber, int problems) =>
        Assert.Equal(problems, Problems(new Prompt { CaseNumberPatterns = [@"\d{4}|\d{4}-\d+", ".*2026.*"] }, notes: "n", caseNumber: caseNumber));

    [Fact]
    public void A_case_number_that_nobody_asked_for_is_welcome() => Assert.Equal(0, Problems(Offering, picked: "Theft", caseNumber: "anything"));

    [Fact]
    public void A_pattern_that_never_ends_is_given_up_and_counts_as_no_match()
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(1, Problems(new Prompt { CaseNumberPatterns = ["(a+)+b"] }, notes: "n", caseNumber: new string('a', 60)));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public void A_pattern_that_is_none_accepts_any_case_number()
    {
        Assert.Equal(0, Problems(new Prompt { CaseNumberPatterns = ["("] }, notes: "n", caseNumber: "1"));
        Assert.Equal(1, Problems(new Prompt { CaseNumberPatterns = ["("] }, notes: "n"));
    }
}
