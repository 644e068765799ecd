using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Screens;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Editing;

/// <summary>The editor of one rule after the other. Belongs to the thread of the screens; nothing here waits for the network, and nothing throws.</summary>
public sealed class RuleEditorViewModel : ScreenModel, IEditedRule, IDisposable
{
    private AuditRule _saved = new();
    private bool _isFilling;
    private bool _isShown;
    private bool _isDirty;
    private string _summary = "";
    private string _notice = "";

    public RuleEditorViewModel(RuleSaver saver, UserDirectoryLoader directory, IPluginLog log)
    {
        Directory = directory;
        History = new RuleHistoryViewModel(saver.Service, RollBack);
        Catches = new RuleCatchesViewModel(saver.Service, directory);
        Saving = new RuleSaving(saver, this, log);
        Draft.Edited += OnEdited;
        directory.Loaded += OnListed;
    }

    /// <summary>The administrator changed something; Management Client lights up Save.</summary>
    public event EventHandler? ChangedByUser;

    public RuleDraft Draft { get; } = new();

    public FieldProblems Problems { get; } = new();

    public UserDirectoryLoader Directory { get; }

    public RuleHistoryViewModel History { get; }

    public RuleCatchesViewModel Catches { get; }

    public RuleSaving Saving { get; }

    /// <summary>Whether a rule is on the screen.</summary>
    public bool IsShown
    {
        get => _isShown;
        private set => Set(ref _isShown, value);
    }

    /// <summary>Whether what is on the screen is not what was saved last.</summary>
    public bool IsDirty
    {
        get => _isDirty;
        private set => Set(ref _isDirty, value);
    }

    /// <summary>What the rule does, in a sentence.</summary>
    public string Summary
    {
        get => _summary;
        private set => Set(ref _summary, value);
    }

    /// <summary>Something worth knowing that needs no decision; empty when there is nothing.</summary>
    public string Notice
    {
        get => _notice;
        private set => Set(ref _notice, value);
    }

    AuditRule IEditedRule.Rule => Draft.ToRule();

    /// <summary>Shows a rule, and compares it with RuleService's beside the screen.</summary>
    public void Show(RuleItem item)
    {
        Clear();
        IsShown = true;
        Fill(item.Rule);
        Notice = item.Unreadable is { } problem ? $"The rule's item in XProtect cannot be read: {problem} What RuleService has is shown when it answers." : "";
        Saving.Show(item);
        _ = Directory.LoadAsync();
    }

    /// <summary>Takes the rule off the screen. What is on its way to RuleService goes on.</summary>
    public void Clear()
    {
        Saving.Clear();
        History.Clear();
        IsShown = false;
        Notice = "";
        Directory.Cancel();
        Fill(new AuditRule());
    }

    /// <summary>Saves the item at once, and RuleService beside the screen. False when the rule has mistakes, or XProtect does not take it.</summary>
    public bool Save() => !IsShown || SaveBy(Saving.Save);

    /// <summary>The node was renamed: saved at once, with whatever else was saved last. False when it may not be called so.</summary>
    public bool Rename(string name)
    {
        string trimmed = name.Trim();
        AuditRule renamed = _saved with { Name = trimmed };
        if (!IsShown || AuditRuleValidator.Validate(renamed).Any(problem => problem.Field == "name") || !Saving.Save(renamed))
        {
            return false;
        }

        _saved = renamed;
        Draft.Name = trimmed;
        Refresh();
        return true;
    }

    /// <summary>Saves what is on the screen over what somebody else saved.</summary>
    public void KeepMine() => SaveBy(Saving.KeepMine);

    /// <summary>What is on the screen gives way to what somebody else saved.</summary>
    public void TakeTheirs() => Saving.TakeTheirs();

    /// <summary>Tries XProtect again.</summary>
    public void RetryXProtect()
    {
        if (IsDirty)
        {
            Save();
        }
        else
        {
            Saving.RetryXProtect();
        }
    }

    /// <summary>Tries RuleService again.</summary>
    public void RetryRuleService()
    {
        if (IsDirty)
        {
            Save();
        }
        else
        {
            Saving.RetryRuleService();
        }
    }

    public void Dispose()
    {
        Draft.Edited -= OnEdited;
        Directory.Loaded -= OnListed;
        Saving.Dispose();
    }

    void IEditedRule.TakeOver(AuditRule theirs, string notice)
    {
        Fill(theirs);
        Notice = notice;
    }

    void IEditedRule.Refused(IReadOnlyList<RuleProblem> problems)
    {
        if (problems.Count > 0)
        {
            Problems.Show(problems);
        }
    }

    void IEditedRule.ItemChanged(RuleItem item)
    {
        Catches.Show(item);
        History.Invalidate();
    }

    private bool SaveBy(Func<AuditRule, bool> save)
    {
        Problems.Show(Draft.Check());
        AuditRule rule = Draft.ToRule();
        if (Problems.Any || !save(rule))
        {
            return false;
        }

        _saved = rule;
        Notice = "";
        Refresh();
        return true;
    }

    private void Fill(AuditRule rule)
    {
        _isFilling = true;
        Draft.Fill(rule);
        _isFilling = false;
        _saved = Draft.ToRule();
        Refresh();
    }

    /// <summary>An old version comes onto the screen; it holds when it is saved.</summary>
    private void RollBack(RuleVersionRow row)
    {
        if (IsShown && row.Rule is { } rule)
        {
            AuditRule saved = _saved;
            Fill(rule);
            _saved = saved;
            Notice = $"{row.Version} is on the screen. Save to make it hold again.";
            OnEdited(this, EventArgs.Empty);
        }
    }

    private void OnListed(object? sender, EventArgs e)
    {
        _isFilling = true;
        Draft.Whom.Merge(Directory.Listing!);
        _isFilling = false;
        Refresh();
    }

    private void OnEdited(object? sender, EventArgs e)
    {
        if (_isFilling)
        {
            return;
        }

        Refresh();
        if (IsDirty)
        {
            ChangedByUser?.Invoke(this, EventArgs.Empty);
        }
    }

    private void Refresh()
    {
        AuditRule rule = Draft.ToRule();
        IsDirty = IsShown && !RuleDifferences.AreSame(rule, _saved);
        Problems.Show(IsShown ? Draft.Check() : []);
        Catches.Refresh(rule);
        Summary = RuleSummary.Of(rule, Catches.PeopleCaught);
    }
}
