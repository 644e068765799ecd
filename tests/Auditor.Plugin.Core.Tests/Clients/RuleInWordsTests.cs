using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.Core.Tests.Clients;

public sealed class RuleInWordsTests
{
    [Fact]
    public void A_rule_that_asks_for_everything_says_it_all()
    {
        var asks = new Demand { Prompt = true };
        var rule = new AuditRule
        {
            Name = "Wards",
            Playback = asks,
            Export = asks,
            IndependentPlayback = asks,
            ReasonPolicy = new ReasonPolicy { FreeTextRequired = true, MinimumLength = 10, CaseNumberPattern = @"\d+", AnswerValidMinutes = 90 },
        };

        Assert.Equal(
            "Asks for a reason before playback, exports and independent playback. In your own words, at least 10 characters. With a case number. An answer holds for 90 minutes.",
            new RuleInWords(rule).Asked);
    }

    [Fact]
    public void A_shadow_rule_only_would_ask()
    {
        RuleInWords words = new(new AuditRule { Mode = RuleMode.Shadow, Playback = new Demand { Prompt = true } });

        Assert.Equal("Would ask for a reason before playback.", words.Asked);
        Assert.Equal("Shadow", words.Mode);
    }

    [Fact]
    public void A_rule_that_only_fires_events_asks_nothing() =>
        Assert.Equal("Asks for no reason.", new RuleInWords(new AuditRule { Playback = new Demand { Trigger = true } }).Asked);

    [Fact]
    public void Cameras_are_counted()
    {
        Assert.Equal("All cameras.", Cameras(new CameraScope()));
        Assert.Equal("No cameras.", Cameras(new CameraScope { Specified = true }));
        Assert.Equal("Only 1 camera.", Cameras(new CameraScope { Specified = true, Cameras = [new CameraRef()] }));
        Assert.Equal("Only 2 cameras and 1 camera group.", Cameras(new CameraScope { Specified = true, Cameras = [new CameraRef(), new CameraRef()], Groups = [new CameraGroupRef()] }));
    }

    [Fact]
    public void Conditions_are_whole_sentences()
    {
        RuleInWords words = new(new AuditRule
        {
            Conditions = new RuleConditions
            {
                Schedule = new Schedule { TimeZone = "Europe/Copenhagen", Outside = true, Windows = [new ScheduleWindow { Days = [DayOfWeek.Monday, DayOfWeek.Tuesday], From = "08:00", To = "17:00" }] },
                FootageOlderThanMinutes = 7 * 24 * 60,
                ExportLongerThanMinutes = 120,
            },
        });

        Assert.Equal("Outside Mon, Tue 08:00–17:00 (Europe/Copenhagen). Recordings older than 7 days. Exports longer than 2 hours.", words.When);
    }

    private static string Cameras(CameraScope scope) => new RuleInWords(new AuditRule { Cameras = scope }).Cameras;
}
