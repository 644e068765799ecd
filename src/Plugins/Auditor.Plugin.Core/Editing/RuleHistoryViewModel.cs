using Auditor.Plugin.Core.Screens;

namespace Auditor.Plugin.Core.Editing;

/// <summary>The versions of the rule on the screen. Belongs to the thread of the screens.</summary>
public sealed class RuleHistoryViewModel : ScreenModel
{
    private readonly IRuleService _service;
    private readonly Action<RuleVersionRow> _rollBack;
    private IReadOnlyList<RuleVersionRow> _rows = [];
    private string _text = "";
    private Guid _loaded;
    private int _asked;

    internal RuleHistoryViewModel(IRuleService service, Action<RuleVersionRow> rollBack) => (_service, _rollBack) = (service, rollBack);

    /// <summary>Latest first.</summary>
    public IReadOnlyList<RuleVersionRow> Rows
    {
        get => _rows;
        private set => Set(ref _rows, value);
    }

    /// <summary>Why there is nothing to see, or that it is coming; empty otherwise.</summary>
    public string Text
    {
        get => _text;
        private set => Set(ref _text, value);
    }

    /// <summary>Loads once for each rule and version. Never throws.</summary>
    public async Task LoadAsync(Guid rule)
    {
        if (_loaded == rule)
        {
            return;
        }

        int asked = ++_asked;
        Text = "Loading the history ...";
        (IReadOnlyList<RuleVersionRow> rows, string text, Guid loaded) answer;
        try
        {
            IReadOnlyList<RuleVersion> versions = await _service.HistoryAsync(rule, CancellationToken.None);
            answer = ([.. versions.Select(version => new RuleVersionRow(version))], "", rule);
        }
        catch (RuleServiceException problem) when (problem.Fault == RuleServiceFault.Missing)
        {
            answer = ([], "Never saved in RuleService, so there is no history yet.", Guid.Empty);
        }
        catch (Exception problem)
        {
            answer = ([], problem.Message, Guid.Empty);
        }

        if (asked == _asked)
        {
            (Rows, Text, _loaded) = answer;
        }
    }

    /// <summary>The version comes onto the screen; nothing is saved by it.</summary>
    public void RollBack(RuleVersionRow row)
    {
        if (row.CanRollBack)
        {
            _rollBack(row);
        }
    }

    internal void Clear()
    {
        Invalidate();
        (Rows, Text) = ([], "");
    }

    /// <summary>There is a newer version.</summary>
    internal void Invalidate()
    {
        _asked++;
        _loaded = Guid.Empty;
    }
}
