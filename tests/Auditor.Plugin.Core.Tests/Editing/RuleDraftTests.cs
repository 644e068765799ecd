using Auditor.Contracts;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.Core.Tests.Editing;

public sealed class RuleDraftTests
{
    private readonly RuleDraft _draft = new();

    /// <summary>The peer's D6.</summary>
    [Fact]
    public void Reasons_keep_every_sign_that_is_typed_and_the_activities_they_are_for()
    {
        _draft.Fill(EditorBench.Rule("Vault"));
        _draft.Reasons.Add(new ReasonDraft { Text = "a;b|P,E", Export = false, IndependentPlayback = false });
        _draft.Reasons.Add(new ReasonDraft { Text = "|;", Playback = false });

        AuditRule read = RuleItem.Read(Guid.NewGuid(), "Vault", RuleItem.Of(_draft.ToRule()).Properties()).Rule;

        Assert.Equal(["a;b|P,E", "|;"], read.PredefinedReasons.Select(reason => reason.Text));
        Assert.Equal([ActivityType.Playback], read.PredefinedReasons[0].Activities);
        Assert.Equal([ActivityType.Export, ActivityType.IndependentPlayback], read.PredefinedReasons[1].Activities);
        Assert.Empty(_draft.Check());
    }

    [Fact]
    public void Reasons_are_moved_edited_and_removed()
    {
        _draft.Reasons.Replace(new[] { "a", "b", "c" }.Select(text => new ReasonDraft { Text = text }));
        int edits = 0;
        _draft.Edited += (_, _) => edits++;

        _draft.Reasons.MoveUp(_draft.Reasons[2]);
        _draft.Reasons.MoveUp(_draft.Reasons[0]);
        _draft.Reasons[2].Text = "d";
        _draft.Reasons.RemoveAt(0);

        Assert.Equal(["c", "d"], _draft.ToRule().PredefinedReasons.Select(reason => reason.Text));
        Assert.Equal(3, edits);
    }

    [Fact]
    public void What_is_wrong_is_said_where_it_is()
    {
        _draft.Fill(EditorBench.Rule("Vault"));
        _draft.Reasons.Add(new ReasonDraft { Text = "Theft" });
        _draft.Reasons.Add(new ReasonDraft { Text = "theft" });
        _draft.Policy.MinimumLength.Text = "many";
        _draft.Policy.AsksCaseNumber = true;
        _draft.Policy.CaseNumberPattern = "(";
        _draft.Conditions.HasSchedule = true;
        _draft.Conditions.TimeZone = "Middle-earth/Shire";
        _draft.Conditions.Windows[0].To = "25:00";
        _draft.Conditions.FootageOlderThan.IsOn = true;
        _draft.Conditions.FootageOlderThan.Amount.Text = "soon";

        string[] fields = [.. _draft.Check().Select(problem => problem.Field)];

        Assert.Equal(
            [
                "conditions.footageOlderThanMinutes", "conditions.schedule.timeZone", "conditions.schedule.windows[0].to",
                "predefinedReasons[1].text", "reasonPolicy.caseNumberPattern", "reasonPolicy.minimumLength",
            ],
            fields.Order(StringComparer.Ordinal));
        Assert.Null(_draft.Reasons[0].Problem);
        Assert.NotNull(_draft.Reasons[1].Problem);
        Assert.NotNull(_draft.Conditions.Windows[0].Problem);
    }

    [Fact]
    public void A_rule_comes_out_as_it_went_in()
    {
        AuditRule rule = EditorBench.Rule("Vault") with
        {
            Mode = RuleMode.Shadow,
            Cameras = new CameraScope { Specified = true, Cameras = [new CameraRef { Id = "a", Name = "A" }], Groups = [new CameraGroupRef { Id = "g", Name = "G" }] },
            ReasonPolicy = new ReasonPolicy { FreeTextRequired = true, MinimumLength = 3, CaseNumberPattern = "x", AnswerValidMinutes = 9, DeclineAllowed = false, WhenPolicyUnknown = PolicyUnknown.FailClosed },
            Conditions = new RuleConditions
            {
                Schedule = new Schedule { TimeZone = "Romance Standard Time", Outside = true, Windows = [new ScheduleWindow { Days = [DayOfWeek.Saturday, DayOfWeek.Sunday], From = "22:00", To = "06:00" }] },
                FootageOlderThanMinutes = 90,
                ExportLongerThanMinutes = 2880,
            },
            NotificationChannels = ["a", "b"],
        };

        _draft.Fill(rule);

        Assert.Empty(RuleDifferences.Between(rule, _draft.ToRule()));
        Assert.Equal((DurationUnit.Minutes, DurationUnit.Days), (_draft.Conditions.FootageOlderThan.Unit, _draft.Conditions.ExportLongerThan.Unit));
    }

    [Fact]
    public void A_case_number_is_tried_as_operators_will_be_asked()
    {
        _draft.Policy.AsksCaseNumber = true;
        _draft.Policy.CaseNumberPattern = @"\d{4}-\d+";
        _draft.Policy.TryCaseNumber = "2026";
        Assert.Equal(@"The case number '2026' does not have the form asked for (\d{4}-\d+).", _draft.Policy.TryResult);
        _draft.Policy.TryCaseNumber = "2026-1";
        Assert.Equal("Would be accepted.", _draft.Policy.TryResult);
    }

    [Fact]
    public void Every_field_of_a_rule_that_differs_is_named()
    {
        AuditRule a = EditorBench.Rule("A");
        AuditRule b = a with
        {
            Name = "B",
            Enabled = false,
            Mode = RuleMode.Shadow,
            Whom = new Whom { Everyone = true, ExcludedRoles = [new RoleRef { Name = "x" }] },
            Cameras = new CameraScope { Specified = true },
            Playback = new Demand(),
            Export = new Demand { Prompt = true },
            IndependentPlayback = new Demand { Trigger = true },
            PredefinedReasons = [new PredefinedReason { Text = "x" }],
            ReasonPolicy = new ReasonPolicy { FreeTextRequired = true, MinimumLength = 3, CaseNumberPattern = "x", AnswerValidMinutes = 9, DeclineAllowed = false, WhenPolicyUnknown = PolicyUnknown.FailClosed },
            Conditions = new RuleConditions { Schedule = new Schedule { TimeZone = "UTC" }, FootageOlderThanMinutes = 1, ExportLongerThanMinutes = 2 },
            NotificationChannels = ["x"],
        };

        Assert.Equal(20, RuleDifferences.Between(a, b).Count);
        Assert.All(RuleDifferences.Between(a, b), difference => Assert.NotEqual(difference.Mine, difference.Theirs));
        Assert.Empty(RuleDifferences.Between(a, a with { Id = Guid.NewGuid(), Version = 9 }));
    }
}
