using Auditor.Contracts;
using Auditor.Plugin.Core.Editing;
using static Auditor.Plugin.Core.Tests.Editing.ScriptedDirectory;

namespace Auditor.Plugin.Core.Tests.Editing;

public sealed class RuleEditorTests : IDisposable
{
    private static readonly RuleServiceException Away = new(RuleServiceFault.Unreachable, "Nothing listens on port 5081 of rules: is RuleService running there?");

    private readonly EditorBench _bench = new();

    private RuleEditorViewModel Editor => _bench.Editor;

    [Fact]
    public async Task A_rule_is_saved_in_XProtect_and_in_RuleService()
    {
        await _bench.ShowAsync(_bench.Saved(EditorBench.Rule("Vault")));
        Editor.Draft.Policy.MinimumLength.Text = "12";
        Assert.True(Editor.IsDirty);

        Assert.True(await _bench.SaveAsync());

        RuleItem item = _bench.Items[Editor.Saving.Item!.Id];
        Assert.Equal((2, 12, null), (item.Version, item.Rule.ReasonPolicy.MinimumLength, item.NotSaved));
        Assert.Equal(12, _bench.Service.Rule(item.Id)!.ReasonPolicy.MinimumLength);
        Assert.Equal((SaveState.Saved, SaveState.Saved), (Editor.Saving.XProtect.State, Editor.Saving.RuleService.State));
        Assert.False(Editor.IsDirty);
    }

    [Fact]
    public async Task Work_is_kept_in_XProtect_while_RuleService_is_away_and_goes_there_by_trying_again()
    {
        await _bench.ShowAsync(_bench.Saved(EditorBench.Rule("Vault")));
        _bench.Service.Failure = Away;
        Editor.Draft.IsShadow = true;

        Assert.True(await _bench.SaveAsync());
        Guid id = Editor.Saving.Item!.Id;
        Assert.Equal(SaveState.Failed, Editor.Saving.RuleService.State);
        Assert.Equal(Away.Message, _bench.Items[id].NotSaved);
        Assert.Equal(RuleStandingKind.Error, RuleStanding.Of(_bench.Items[id]).Kind);
        Assert.Equal(RuleMode.Live, _bench.Service.Rule(id)!.Mode);

        _bench.Service.Failure = null;
        Editor.RetryRuleService();
        await Editor.Saving.Busy;
        Assert.Equal(RuleMode.Shadow, _bench.Service.Rule(id)!.Mode);
        Assert.Null(_bench.Items[id].NotSaved);
        Assert.Equal(RuleStandingKind.Ok, RuleStanding.Of(_bench.Items[id]).Kind);
    }

    [Fact]
    public async Task A_rule_that_was_kept_back_says_so_when_it_is_opened_again()
    {
        RuleItem item = _bench.Saved(EditorBench.Rule("Vault"));
        _bench.Items.Save(item with { Rule = item.Rule with { Enabled = false }, NotSaved = "RuleService was away." });

        await _bench.ShowAsync(_bench.Items[item.Id]);

        Assert.Equal(SaveState.Failed, Editor.Saving.RuleService.State);
        Assert.Null(Editor.Saving.Conflict);
        Assert.False(Editor.Draft.Enabled);
    }

    [Fact]
    public async Task What_XProtect_refuses_is_told_and_can_be_tried_again()
    {
        await _bench.ShowAsync(_bench.Saved(EditorBench.Rule("Vault")));
        _bench.Items.Failure = "The management server is not reachable.";
        Editor.Draft.Name = "Vault 2";

        Assert.False(await _bench.SaveAsync());
        Assert.Equal((SaveState.Failed, "The management server is not reachable."), (Editor.Saving.XProtect.State, Editor.Saving.XProtect.Text));
        Assert.True(Editor.IsDirty);
        Assert.Equal(1, _bench.Service.Changes);

        _bench.Items.Failure = null;
        Editor.RetryXProtect();
        await Editor.Saving.Busy;
        Assert.Equal("Vault 2", _bench.Service.Rule(Editor.Saving.Item!.Id)!.Name);
        Assert.Equal("Vault 2", _bench.Items[Editor.Saving.Item!.Id].Rule.Name);
    }

    [Fact]
    public async Task An_old_answer_of_RuleService_does_not_undo_a_save()
    {
        RuleItem item = _bench.Saved(EditorBench.Rule("Vault"));
        var gate = new TaskCompletionSource();
        _bench.Service.Gate = gate.Task;
        Editor.Show(item);
        Editor.Draft.Enabled = false;
        Assert.True(Editor.Save());

        gate.SetResult();
        await Editor.Saving.Busy;

        Assert.False(Editor.Draft.Enabled);
        Assert.False(_bench.Service.Rule(item.Id)!.Enabled);
    }

    [Fact]
    public async Task A_save_goes_on_when_another_rule_is_shown()
    {
        RuleItem item = _bench.Saved(EditorBench.Rule("Vault"));
        RuleItem other = _bench.Saved(EditorBench.Rule("Door"));
        await _bench.ShowAsync(item);
        var gate = new TaskCompletionSource();
        _bench.Service.Gate = gate.Task;
        Editor.Draft.Enabled = false;
        Editor.Save();
        Task saving = Editor.Saving.Busy;

        Editor.Show(other);
        gate.SetResult();
        await saving;
        await Editor.Saving.Busy;

        Assert.Equal((false, 2L, (string?)null), (_bench.Items[item.Id].Rule.Enabled, _bench.Items[item.Id].Version, _bench.Items[item.Id].NotSaved));
        Assert.Equal("Door", Editor.Draft.Name);
        Assert.Equal(other.Id, Editor.Saving.Item!.Id);
    }

    [Fact]
    public async Task Two_saves_in_a_row_do_not_stand_in_each_others_way()
    {
        RuleItem item = _bench.Saved(EditorBench.Rule("Vault"));
        await _bench.ShowAsync(item);
        var gate = new TaskCompletionSource();
        _bench.Service.Gate = gate.Task;
        Editor.Draft.Name = "One";
        Editor.Save();
        Editor.Draft.Name = "Two";
        Editor.Save();

        gate.SetResult();
        await Editor.Saving.Busy;

        Assert.Null(Editor.Saving.Conflict);
        Assert.Equal(("Two", 3), (_bench.Service.Rule(item.Id)!.Name, _bench.Service.Rule(item.Id)!.Version));
        Assert.Equal(("Two", 3, null), (_bench.Items[item.Id].Rule.Name, _bench.Items[item.Id].Version, _bench.Items[item.Id].NotSaved));
    }

    [Fact]
    public async Task A_save_whose_answer_was_lost_is_found_out_and_is_no_conflict()
    {
        RuleItem item = _bench.Saved(EditorBench.Rule("Vault"));
        await _bench.ShowAsync(item);
        _bench.Service.LosesNextAnswer = true;
        Editor.Draft.Enabled = false;
        await _bench.SaveAsync();
        Assert.Equal(SaveState.Failed, Editor.Saving.RuleService.State);

        await _bench.ShowAsync(_bench.Items[item.Id]);

        Assert.Null(Editor.Saving.Conflict);
        Assert.Equal((2L, (string?)null), (_bench.Items[item.Id].Version, _bench.Items[item.Id].NotSaved));
        Assert.Equal(SaveState.Saved, Editor.Saving.RuleService.State);
    }

    [Fact]
    public async Task An_item_that_is_behind_shows_what_is_in_force()
    {
        RuleItem item = _bench.Saved(EditorBench.Rule("Vault"));
        _bench.Service.Put(item.Rule with { Name = "Vault and door" });

        await _bench.ShowAsync(item);

        Assert.Equal("Vault and door", Editor.Draft.Name);
        Assert.Contains("version 2", Editor.Notice, StringComparison.Ordinal);
        Assert.Equal("Vault and door", _bench.Items[item.Id].Rule.Name);
    }

    [Fact]
    public async Task A_new_rule_is_disabled_until_RuleService_has_it()
    {
        RuleItem item = RuleItem.New(Guid.NewGuid(), "New audit rule");
        _bench.Items.Save(item);
        Assert.Equal(RuleStandingKind.Disabled, RuleStanding.Of(_bench.Items[item.Id]).Kind);
        await _bench.ShowAsync(item);
        Assert.Equal("At least one user, role or everyone must be selected.", Editor.Problems["whom"]);
        Assert.False(await _bench.SaveAsync());

        _bench.User(Anna).IsCaught = true;

        Assert.True(await _bench.SaveAsync());
        Assert.Equal(RuleStandingKind.Ok, RuleStanding.Of(_bench.Items[item.Id]).Kind);
        Assert.Equal(Anna.Sid, Assert.Single(_bench.Service.Rule(item.Id)!.Whom.Users).Sid);
    }

    [Fact]
    public async Task An_old_version_is_loaded_into_the_editor_and_holds_when_it_is_saved()
    {
        RuleItem item = _bench.Saved(EditorBench.Rule("Vault"));
        _bench.Service.Put(item.Rule with { Name = "Spoilt", Playback = new Demand() });
        await _bench.ShowAsync(item);
        await Editor.History.LoadAsync(item.Id);
        Assert.Equal("Name: Vault → Spoilt; Playback: asks for a reason, fires an event → nothing", Editor.History.Rows[0].What);
        int told = 0;
        Editor.ChangedByUser += (_, _) => told++;

        Editor.History.RollBack(Editor.History.Rows[1]);

        Assert.True(Editor.IsDirty);
        Assert.True(told > 0);
        Assert.Equal("Spoilt", _bench.Service.Rule(item.Id)!.Name);
        Assert.True(await _bench.SaveAsync());
        Assert.Equal(("Vault", true, 3), (_bench.Service.Rule(item.Id)!.Name, _bench.Service.Rule(item.Id)!.Playback.Prompt, _bench.Service.Rule(item.Id)!.Version));
    }

    /// <summary>The peer's D5.</summary>
    [Fact]
    public async Task Renaming_the_node_is_saved_at_once_and_nothing_else_with_it()
    {
        RuleItem item = _bench.Saved(EditorBench.Rule("Vault"));
        await _bench.ShowAsync(item);
        Editor.Draft.IsShadow = true;

        Assert.True(Editor.Rename(" Vault and door "));
        await Editor.Saving.Busy;

        Assert.Equal(("Vault and door", RuleMode.Live), (_bench.Service.Rule(item.Id)!.Name, _bench.Service.Rule(item.Id)!.Mode));
        Assert.Equal("Vault and door", _bench.Items[item.Id].Rule.Name);
        Assert.Equal(("Vault and door", true, true), (Editor.Draft.Name, Editor.Draft.IsShadow, Editor.IsDirty));
        Assert.False(Editor.Rename("  "));
    }

    [Fact]
    public async Task The_summary_counts_the_people_caught()
    {
        AuditRule rule = EditorBench.Rule("Vault") with
        {
            Whom = new Whom { Roles = [new RoleRef { Id = Operators.Id, Name = Operators.Name }] },
            Cameras = new CameraScope { Specified = true, Cameras = [new CameraRef { Id = "a" }, new CameraRef { Id = "b" }, new CameraRef { Id = "c" }] },
        };
        await _bench.ShowAsync(_bench.Saved(rule));

        Assert.Equal("Asks 2 people for a reason when they enter playback on 3 cameras.", Editor.Summary);
        _bench.User(Bob).IsExempt = true;
        Assert.Equal("Asks 1 person for a reason when they enter playback on 3 cameras.", Editor.Summary);
        Assert.Equal([@"CORP\anna"], Editor.Catches.People.Where(person => person.IsCaught).Select(person => person.Name));
    }

    [Fact]
    public async Task The_strictest_rule_says_what_a_client_without_rules_does()
    {
        await _bench.ShowAsync(_bench.Saved(EditorBench.Rule("Vault")));
        Editor.Draft.Policy.AsksWhenUnknown = true;
        await _bench.SaveAsync();
        Assert.Equal(PolicyUnknown.FailClosed, _bench.Items.Unknown);

        await _bench.Saver.DeleteAsync(_bench.Items[Editor.Saving.Item!.Id], CancellationToken.None);
        Assert.Equal(PolicyUnknown.FailOpen, _bench.Items.Unknown);
    }

    public void Dispose() => _bench.Dispose();
}
