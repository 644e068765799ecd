using Auditor.Contracts;
using Auditor.Plugin.Core.Prompting;

namespace Auditor.Plugin.Core.Tests.Prompting;

public sealed class PromptViewModelTests
{
    [Fact]
    public void Without_an_answer_it_says_what_is_missing_and_does_not_go_on()
    {
        PromptViewModel prompt = Ask(new Prompt { PredefinedReasons = ["Incident"] });

        prompt.TryContinue();

        Assert.Equal(["Pick a reason or give one in your own words."], prompt.Problems);
        Assert.Equal(prompt.Problems, prompt.Advice);
        Assert.False(prompt.CanContinue);
        Assert.True(prompt.HasTried);
        Assert.Null(prompt.Reply);
    }

    [Fact]
    public void What_is_missing_follows_what_is_typed_and_tells_the_screen()
    {
        PromptViewModel prompt = Ask(new Prompt { Policy = new ReasonPolicy { MinimumLength = 10 } });
        List<string?> told = [];
        prompt.PropertyChanged += (_, change) => told.Add(change.PropertyName);
        int continueTold = 0;
        prompt.Continue.CanExecuteChanged += (_, _) => continueTold++;

        prompt.Notes = "Theft";
        Assert.Equal(["Your own words must have at least 10 characters; they have 5."], prompt.Problems);
        prompt.Notes = "Theft at the till";

        Assert.Empty(prompt.Problems);
        Assert.Equal(["Nothing is missing."], prompt.Advice);
        Assert.True(prompt.CanContinue);
        Assert.True(prompt.Continue.CanExecute(null));
        Assert.Contains(nameof(PromptViewModel.Advice), told);
        Assert.Contains(nameof(PromptViewModel.CanContinue), told);
        Assert.Equal(2, continueTold);
    }

    [Fact]
    public void The_answer_is_trimmed_and_blank_parts_are_absent()
    {
        PromptViewModel prompt = Ask(new Prompt { PredefinedReasons = [" Incident "] });
        prompt.Picked = prompt.Reasons[0];
        prompt.Notes = "  ";
        // Nobody asked for it.
        prompt.CaseNumber = "4711";

        prompt.TryContinue();

        Assert.Equal(new Reason { Picked = "Incident" }, prompt.Reply?.Reason);
    }

    [Fact]
    public void The_case_number_is_held_against_every_pattern_that_asks()
    {
        PromptViewModel prompt = Ask(new Prompt { CaseNumberPatterns = [@"\d{4}-\d+", ".{7,}"] });
        prompt.Notes = "Theft";
        prompt.CaseNumber = "2026-1";
        Assert.Single(prompt.Problems);

        prompt.CaseNumber = " 2026-11 ";
        prompt.TryContinue();

        Assert.Equal("2026-11", prompt.Reply?.Reason?.CaseNumber);
    }

    [Fact]
    public void It_is_decided_once()
    {
        PromptViewModel prompt = Ask(new Prompt());
        int decided = 0;
        prompt.Decided += (_, _) => decided++;
        prompt.Notes = "Theft";

        prompt.TryContinue();
        prompt.Decline.Execute(null);
        prompt.TryLeave();
        prompt.TryContinue();

        Assert.Equal(1, decided);
        Assert.Equal("Theft", prompt.Reply?.Reason?.Notes);
    }

    [Fact]
    public void Leaving_is_a_decline_where_that_is_allowed()
    {
        PromptViewModel prompt = Ask(new Prompt());

        prompt.TryLeave();

        Assert.Equal(PromptReply.Declined, prompt.Reply);
    }

    [Fact]
    public void Leaving_is_only_answered_with_a_hint_where_declining_is_not_allowed()
    {
        PromptViewModel prompt = Ask(new Prompt { Policy = new ReasonPolicy { DeclineAllowed = false } });

        prompt.TryLeave();
        prompt.TryLeave();
        prompt.Decline.Execute(null);

        Assert.Null(prompt.Reply);
        Assert.Equal("This question goes away with an answer only.", prompt.Hint);
    }

    [Fact]
    public void Words_are_not_thrown_away_at_the_first_go_and_typing_on_starts_again()
    {
        PromptViewModel prompt = Ask(new Prompt());
        prompt.Notes = "A long";
        prompt.TryLeave();
        Assert.Null(prompt.Reply);
        Assert.True(prompt.HasHint);

        prompt.Notes = "A long story";
        Assert.False(prompt.HasHint);
        prompt.TryLeave();
        Assert.Null(prompt.Reply);
        prompt.TryLeave();

        Assert.Equal(PromptReply.Declined, prompt.Reply);
    }

    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(6, 6, null)]
    [InlineData(7, 6, "and 2 more")]
    [InlineData(17, 6, "and 12 more")]
    public void Many_cameras_are_counted_instead_of_named(int cameras, int shown, string? rest)
    {
        PromptViewModel prompt = new(new PromptQuestion { Cameras = [.. Enumerable.Range(1, cameras).Select(number => $"Camera {number}")] });

        Assert.Equal(shown, prompt.Cameras.Count);
        Assert.Equal(rest, prompt.Cameras.SingleOrDefault(camera => camera.IsRest)?.Text);
        Assert.Equal(cameras == 1 ? "Camera" : "Cameras", prompt.CamerasLabel);
        // Whoever is not named is in the tip.
        Assert.All(Enumerable.Range(1, cameras), number => Assert.Contains(prompt.Cameras, camera => camera.Tip.Split('\n').Contains($"Camera {number}")));
    }

    [Fact]
    public void A_tip_about_a_thousand_cameras_still_fits_a_screen()
    {
        PromptViewModel prompt = new(new PromptQuestion { Cameras = [.. Enumerable.Range(1, 1000).Select(number => $"Camera {number}")] });

        string tip = prompt.Cameras.Single(camera => camera.IsRest).Tip;

        Assert.Equal(41, tip.Split('\n').Length);
        Assert.EndsWith("and 955 more", tip, StringComparison.Ordinal);
    }

    [Fact]
    public void Blank_and_repeated_reasons_are_not_offered()
    {
        PromptViewModel prompt = Ask(new Prompt { PredefinedReasons = ["Incident", " ", "incident", "Other"] });

        Assert.Equal(["Incident", "Other"], prompt.Reasons);
        Assert.False(Ask(new Prompt { PredefinedReasons = [""] }).HasReasons);
    }

    [Theory]
    [InlineData(false, false, 0, "_Your reason")]
    [InlineData(false, true, 10, "_Your reason, at least 10 characters")]
    [InlineData(true, true, 10, "_Notes in your own words, at least 10 characters")]
    [InlineData(true, false, 10, "_Notes (or your own reason)")]
    public void The_notes_are_called_what_they_are_for(bool reasons, bool required, int least, string label)
    {
        PromptViewModel prompt = Ask(new Prompt
        {
            PredefinedReasons = reasons ? ["Incident"] : [],
            Policy = new ReasonPolicy { FreeTextRequired = required, MinimumLength = least },
        });

        Assert.Equal(label, prompt.NotesLabel);
    }

    private static PromptViewModel Ask(Prompt prompt) => new(new PromptQuestion { Title = "Entering playback", Prompt = prompt });
}
