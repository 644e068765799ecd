using Auditor.Contracts;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.Core.Tests.Editing;

/// <summary>Two administrators edit one rule.</summary>
public sealed class RuleConflictTests : IDisposable
{
    private readonly EditorBench _bench = new();

    private RuleEditorViewModel Editor => _bench.Editor;

    [Fact]
    public async Task An_edit_made_elsewhere_meanwhile_is_shown_and_not_overwritten()
    {
        RuleItem item = _bench.Saved(EditorBench.Rule("Vault"));
        await _bench.ShowAsync(item);
        _bench.Service.Put(item.Rule with { ReasonPolicy = new ReasonPolicy { MinimumLength = 40 } });
        Editor.Draft.Export.Prompt = true;

        await _bench.SaveAsync();

        RuleConflict conflict = Assert.IsType<RuleConflict>(Editor.Saving.Conflict);
        Assert.Equal(["Export", "Least length"], conflict.Differences.Select(difference => difference.Field));
        Assert.Equal(40, _bench.Service.Rule(item.Id)!.ReasonPolicy.MinimumLength);
        Assert.False(_bench.Service.Rule(item.Id)!.Export.Prompt);
    }

    [Fact]
    public async Task Taking_theirs_puts_their_rule_on_the_screen_and_into_XProtect()
    {
        RuleItem item = _bench.Saved(EditorBench.Rule("Vault"));
        await _bench.ShowAsync(item);
        _bench.Service.Put(item.Rule with { Name = "Their vault" });
        Editor.Draft.Export.Prompt = true;
        await _bench.SaveAsync();

        Editor.TakeTheirs();

        Assert.Equal("Their vault", Editor.Draft.Name);
        Assert.Equal(("Their vault", 2, false, null), (_bench.Items[item.Id].Rule.Name, _bench.Items[item.Id].Version, _bench.Items[item.Id].Rule.Export.Prompt, _bench.Items[item.Id].NotSaved));
        Assert.Null(Editor.Saving.Conflict);
    }

    [Fact]
    public async Task Keeping_mine_saves_over_theirs_which_stays_in_the_history()
    {
        RuleItem item = _bench.Saved(EditorBench.Rule("Vault"));
        await _bench.ShowAsync(item);
        _bench.Service.Put(item.Rule with { Name = "Their vault" });
        Editor.Draft.Export.Prompt = true;
        await _bench.SaveAsync();

        Editor.KeepMine();
        await Editor.Saving.Busy;
        await Editor.History.LoadAsync(item.Id);

        Assert.Equal(("Vault", true, 3), (_bench.Service.Rule(item.Id)!.Name, _bench.Service.Rule(item.Id)!.Export.Prompt, _bench.Service.Rule(item.Id)!.Version));
        Assert.Equal(["Version 3", "Version 2", "Version 1"], Editor.History.Rows.Select(row => row.Version));
    }

    public void Dispose() => _bench.Dispose();
}
