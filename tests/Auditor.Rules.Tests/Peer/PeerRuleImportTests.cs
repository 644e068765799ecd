using Auditor.Contracts;
using Xunit;

namespace Auditor.Rules.Tests;

public sealed class PeerRuleImportTests
{
    private static (AuditRule Rule, IReadOnlyList<RuleProblem> Problems) Read(params (string Name, string Value)[] properties) =>
        PeerRuleImport.Read("Gate", properties.Prepend(("UserNames", "kim")).GroupBy(p => p.Item1).ToDictionary(p => p.Key, p => p.Last().Item2));

    [Fact]
    public void A_whole_rule_is_carried_over_without_a_problem()
    {
        (AuditRule rule, IReadOnlyList<RuleProblem> problems) = Read(
            ("UserNames", @"kim; CORP\jo;"),
            ("Enabled", "No"),
            ("PromptPlayback", "Yes"), ("PromptExport", "No"), ("PromptIndependentPlayback", "no"),
            ("TriggerPlayback", "No"), ("TriggerExport", "Yes"), ("TriggerIndependentPlayback", "YES"),
            ("SpecifyCameras", "Yes"), ("CameraIds", "c1;c2"), ("CameraNames", "Gate;Hall"),
            ("PredefinedReasons", "Theft|P,E,I;Court | order|E"));
        Assert.Empty(problems);
        Assert.Equal("Gate", rule.Name);
        Assert.Equal(Guid.Empty, rule.Id);
        Assert.False(rule.Enabled);
        Assert.Equal([new UserRef { Name = "kim" }, new UserRef { Name = @"CORP\jo" }], rule.Whom.Users);
        Assert.Equal(new Demand { Prompt = true }, rule.Playback);
        Assert.Equal(new Demand { Trigger = true }, rule.Export);
        Assert.Equal(new Demand { Trigger = true }, rule.IndependentPlayback);
        Assert.True(rule.Cameras.Specified);
        Assert.Equal([("c1", "Gate"), ("c2", "Hall")], rule.Cameras.Cameras.Select(camera => (camera.Id, camera.Name)));
        Assert.Equal(["Theft", "Court | order"], rule.PredefinedReasons.Select(reason => reason.Text));
        Assert.Equal([ActivityType.Playback, ActivityType.Export, ActivityType.IndependentPlayback], rule.PredefinedReasons[0].Activities);
        Assert.Equal([ActivityType.Export], rule.PredefinedReasons[1].Activities);
    }

    [Fact]
    public void What_is_missing_counts_as_it_does_there()
    {
        (AuditRule rule, IReadOnlyList<RuleProblem> problems) = Read();
        Assert.Empty(problems);
        Assert.True(rule.Enabled);
        Assert.Equal(new Demand { Prompt = true, Trigger = true }, rule.Playback);
        Assert.Equal(rule.Playback, rule.Export);
        Assert.Equal(rule.Playback, rule.IndependentPlayback);
        Assert.False(rule.Cameras.Specified);
        Assert.Empty(rule.PredefinedReasons);
    }

    [Fact]
    public void The_one_user_of_the_first_version_is_read_when_there_is_no_list()
    {
        Assert.Equal("jo", Assert.Single(Read(("UserNames", ""), ("UserName", "jo")).Rule.Whom.Users).Name);
        Assert.Equal("kim", Assert.Single(Read(("UserName", "jo")).Rule.Whom.Users).Name);
    }

    [Fact]
    public void A_rule_without_users_is_read_and_reported() =>
        Assert.Equal("whom", Assert.Single(Read(("UserNames", ";")).Problems).Field);

    [Fact]
    public void A_user_listed_twice_is_one_user() => Assert.Single(Read(("UserNames", "kim;KIM")).Rule.Whom.Users);

    [Theory]
    [InlineData("PromptExport", "Maybe")]
    [InlineData("CameraNames", "Gate;Hall")]
    [InlineData("SpecifyCameras", "Yes")]
    [InlineData("PredefinedReasons", "Theft")]
    [InlineData("PredefinedReasons", "Theft|P,X")]
    [InlineData("PredefinedReasons", "Theft|")]
    [InlineData("PredefinedReasons", "|P")]
    [InlineData("PromptSearch", "Yes")]
    public void What_cannot_be_carried_over_is_reported_by_its_property(string property, string value) =>
        Assert.Equal(property, Read((property, value)).Problems[0].Field);

    [Fact]
    public void A_switch_that_cannot_be_read_counts_as_missing() => Assert.True(Read(("PromptExport", "Maybe")).Rule.Export.Prompt);

    [Fact]
    public void Names_that_do_not_fit_their_cameras_are_left_out() =>
        Assert.Equal(
            [("c1", ""), ("c2", "")],
            Read(("CameraIds", "c1;c2"), ("CameraNames", "Gate; north;Hall")).Rule.Cameras.Cameras.Select(camera => (camera.Id, camera.Name)));

    [Fact]
    public void A_reason_without_activities_is_offered_for_all_and_one_listed_twice_for_both()
    {
        Assert.Equal(3, Assert.Single(Read(("PredefinedReasons", "Theft")).Rule.PredefinedReasons).Activities.Count);
        Assert.Equal(
            [ActivityType.Playback, ActivityType.IndependentPlayback],
            Assert.Single(Read(("PredefinedReasons", "Theft|P;THEFT|I")).Rule.PredefinedReasons).Activities);
    }

    [Fact]
    public void Nulls_are_read_as_missing()
    {
        (AuditRule rule, _) = PeerRuleImport.Read(null!, new Dictionary<string, string>(StringComparer.Ordinal) { ["UserNames"] = null!, ["Enabled"] = null! });
        Assert.Equal("", rule.Name);
        Assert.True(rule.Enabled);
    }
}
