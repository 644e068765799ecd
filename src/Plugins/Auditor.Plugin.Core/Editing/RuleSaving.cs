using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Screens;

namespace Auditor.Plugin.Core.Editing;

/// <summary>
/// How far the rule on the screen is saved in its two places, and what to do when it is not. Belongs to the thread of the screens; nothing
/// here waits for the network on it, and nothing throws: every failure is a state with a sentence.
/// </summary>
public sealed class RuleSaving : ScreenModel, IDisposable
{
    private readonly RuleSaver _saver;
    private readonly IEditedRule _edited;
    private readonly IPluginLog _log;
    private CancellationTokenSource _shown = new();
    private CancellationTokenSource _comparing = new();
    private RuleItem? _item;
    private RuleConflict? _conflict;

    internal RuleSaving(RuleSaver saver, IEditedRule edited, IPluginLog log) => (_saver, _edited, _log) = (saver, edited, log);

    public SaveStatus XProtect { get; } = new("XProtect");

    public SaveStatus RuleService { get; } = new("RuleService");

    /// <summary>Null while nobody else was faster.</summary>
    public RuleConflict? Conflict
    {
        get => _conflict;
        private set => Set(ref _conflict, value);
    }

    /// <summary>The item as it was last saved; null while no rule is on the screen.</summary>
    public RuleItem? Item
    {
        get => _item;
        private set
        {
            if (Set(ref _item, value) && value is not null)
            {
                _edited.ItemChanged(value);
            }
        }
    }

    /// <summary>Ends when what was last started with RuleService has ended. Never fails.</summary>
    public Task Busy { get; private set; } = Task.CompletedTask;

    /// <summary>What is on the screen gives way to what somebody else saved.</summary>
    public void TakeTheirs()
    {
        if (Item is not null && Conflict is { } conflict)
        {
            Adopt(conflict.Theirs, $"Taken over as it was saved elsewhere (version {conflict.Theirs.Version}).");
        }
    }

    public void Dispose()
    {
        _shown.Cancel();
        _comparing.Cancel();
        _shown.Dispose();
        _comparing.Dispose();
    }

    /// <summary>Tries to save the item again, as it was to be saved.</summary>
    internal bool RetryXProtect() => Item is { } item && SaveItem(item, item.NotSaved);

    /// <summary>Asks again, or saves again, whichever failed.</summary>
    internal void RetryRuleService()
    {
        if (Item is not { } item || RuleService.State is not (SaveState.Failed or SaveState.NotSaved))
        {
            return;
        }

        if (item.NotSaved is null)
        {
            // Asking failed, not saving.
            Compare();
        }
        else
        {
            Busy = PushAfterAsync(Busy, item, _shown.Token);
        }
    }

    internal void Show(RuleItem item)
    {
        Clear();
        Item = item;
        XProtect.Show(SaveState.Saved, "Saved in XProtect.");
        Compare();
    }

    /// <summary>What is on its way to RuleService goes on, and its item is told how it ended.</summary>
    internal void Clear()
    {
        _shown = Renew(_shown);
        _comparing = Renew(_comparing);
        Item = null;
        Conflict = null;
    }

    /// <summary>Saves over what somebody else saved, which stays in the history.</summary>
    internal bool KeepMine(AuditRule rule)
    {
        if (Item is not { } item || Conflict is not { } conflict)
        {
            return false;
        }

        Item = item with { Version = conflict.Theirs.Version };
        return Save(rule);
    }

    /// <summary>Saves the item at once, and RuleService beside the screen. False when XProtect does not take it.</summary>
    internal bool Save(AuditRule rule)
    {
        if (Item is not { } item)
        {
            return true;
        }

        if (!SaveItem(item with { Rule = rule with { Id = item.Id }, Unreadable = null }, RuleSaver.Sending))
        {
            return false;
        }

        Conflict = null;
        // What RuleService had before this save must not come onto the screen after it.
        _comparing = Renew(_comparing);
        Busy = PushAfterAsync(Busy, Item, _shown.Token);
        return true;
    }

    private static CancellationTokenSource Renew(CancellationTokenSource source)
    {
        using (source)
        {
            source.Cancel();
        }

        return new CancellationTokenSource();
    }

    private bool SaveItem(RuleItem item, string? notSaved)
    {
        // Also when XProtect refuses it: what is tried again is this, and not what was before.
        Item = item with { NotSaved = notSaved };
        try
        {
            _saver.SaveItem(item, notSaved);
            XProtect.Show(SaveState.Saved, "Saved in XProtect.");
            return true;
        }
        catch (RuleItemException problem)
        {
            XProtect.Show(SaveState.Failed, problem.Message);
            return false;
        }
    }

    private async Task PushAfterAsync(Task before, RuleItem item, CancellationToken shown)
    {
        RuleService.Show(SaveState.Saving, "Saving in RuleService ...");
        await before;
        try
        {
            // Not given up when another rule is shown: the item has to learn how it ended.
            RuleItem saved = await _saver.PushAsync(item, CancellationToken.None);
            if (shown.IsCancellationRequested)
            {
                _saver.SaveItem(saved, null);
                return;
            }

            RuleService.Show(SaveState.Saved, $"Saved in RuleService as version {saved.Version}: in force.");
            SaveItem(saved, null);
        }
        catch (RuleServiceException problem)
        {
            if (!shown.IsCancellationRequested)
            {
                Item = item with { NotSaved = problem.Message };
                ShowFailure(problem);
            }
        }
        catch (Exception problem)
        {
            Unexpected(problem, shown);
        }
    }

    private void Compare()
    {
        _comparing = Renew(_comparing);
        RuleService.Show(SaveState.Unknown, "Asking RuleService ...");
        Busy = CompareAsync(Item!, _comparing.Token);
    }

    private async Task CompareAsync(RuleItem item, CancellationToken comparing)
    {
        try
        {
            AuditRule theirs = await _saver.Service.GetAsync(item.Id, comparing);
            if (!comparing.IsCancellationRequested)
            {
                Compare(item, theirs);
            }
        }
        catch (Exception) when (comparing.IsCancellationRequested)
        {
            // Another rule is shown, or this one was saved.
        }
        catch (RuleServiceException problem) when (problem.Fault == RuleServiceFault.Missing && item.Version == 0)
        {
            RuleService.Show(SaveState.NotSaved, "Not saved in RuleService yet, so it does nothing.");
        }
        catch (RuleServiceException problem)
        {
            ShowFailure(problem);
        }
        catch (Exception problem)
        {
            Unexpected(problem, comparing);
        }
    }

    private void Compare(RuleItem item, AuditRule theirs)
    {
        bool isSameVersion = theirs.Version == item.Version;
        if (RuleDifferences.AreSame(theirs, _edited.Rule))
        {
            Adopt(theirs, "");
        }
        else if (item.NotSaved is { } why && isSameVersion)
        {
            RuleService.Show(SaveState.Failed, $"Not saved in RuleService: {why}");
        }
        else if (item.NotSaved is not null || (_edited.IsDirty && !isSameVersion))
        {
            Decide(theirs);
        }
        else if (_edited.IsDirty)
        {
            RuleService.Show(SaveState.Saved, $"RuleService has version {theirs.Version}.");
        }
        else
        {
            Adopt(theirs, isSameVersion ? "" : $"Changed elsewhere since it was last shown here; this is version {theirs.Version}.");
        }
    }

    /// <summary>RuleService's version becomes the item's, and the screen's.</summary>
    private void Adopt(AuditRule theirs, string notice)
    {
        bool isKept = Item is { NotSaved: null, Unreadable: null } item && item.Version == theirs.Version && RuleDifferences.AreSame(item.Rule, theirs);
        Conflict = null;
        _edited.TakeOver(theirs, notice);
        RuleService.Show(SaveState.Saved, $"Saved in RuleService as version {theirs.Version}: in force.");
        if (!isKept)
        {
            SaveItem(RuleItem.Of(theirs), null);
        }
    }

    private void Decide(AuditRule theirs)
    {
        Conflict = new RuleConflict(theirs, RuleDifferences.Between(_edited.Rule, theirs));
        RuleService.Show(SaveState.EditedElsewhere, $"RuleService has another version ({theirs.Version}).");
    }

    private void ShowFailure(RuleServiceException problem)
    {
        if (problem is { Fault: RuleServiceFault.EditedElsewhere, Current: { } theirs })
        {
            Decide(theirs);
            return;
        }

        RuleService.Show(SaveState.Failed, problem.Message);
        _edited.Refused(problem.Problems);
    }

    private void Unexpected(Exception problem, CancellationToken shown)
    {
        _log.Error(nameof(RuleSaving), "RuleService's answer about a rule could not be dealt with.", problem);
        if (!shown.IsCancellationRequested)
        {
            RuleService.Show(SaveState.Failed, problem.Message);
        }
    }
}
