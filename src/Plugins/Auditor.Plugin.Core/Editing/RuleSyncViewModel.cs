using System.Globalization;
using Auditor.Contracts;
using Auditor.Plugin.Core.Screens;

namespace Auditor.Plugin.Core.Editing;

/// <summary>Whether XProtect and RuleService hold the same rules, and what to do when not. Belongs to the thread of the screens; never throws.</summary>
public sealed class RuleSyncViewModel(RuleSaver saver) : ScreenModel
{
    private IReadOnlyList<RuleSyncRow> _rows = [];
    private string _text = "Not compared yet.";
    private bool _isBusy;
    private bool _isInStep;

    public IReadOnlyList<RuleSyncRow> Rows
    {
        get => _rows;
        private set
        {
            Set(ref _rows, value);
            Tell(nameof(CanMend));
        }
    }

    public string Text
    {
        get => _text;
        private set => Set(ref _text, value);
    }

    public bool IsBusy
    {
        get => _isBusy;
        private set
        {
            Set(ref _isBusy, value);
            Tell(nameof(CanMend));
        }
    }

    /// <summary>Compared, and the same.</summary>
    public bool IsInStep
    {
        get => _isInStep;
        private set => Set(ref _isInStep, value);
    }

    public bool CanMend => !IsBusy && Rows.Any(row => row.CanMend);

    public async Task CompareAsync()
    {
        if (IsBusy)
        {
            return;
        }

        IsBusy = true;
        Text = "Comparing with RuleService ...";
        await CompareNowAsync("");
        IsBusy = false;
    }

    /// <summary>Mends everything that needs no decision, then compares again.</summary>
    public async Task MendAsync()
    {
        if (IsBusy)
        {
            return;
        }

        IsBusy = true;
        var failures = new List<string>();
        foreach (RuleSyncRow row in Rows.Where(row => row.CanMend))
        {
            Text = $"Mending '{row.Name}' ...";
            try
            {
                await MendAsync(row);
            }
            catch (Exception problem)
            {
                failures.Add($"'{row.Name}': {problem.Message}");
            }
        }

        await CompareNowAsync(string.Join(" ", failures));
        IsBusy = false;
    }

    private async Task CompareNowAsync(string failures)
    {
        try
        {
            IReadOnlyList<AuditRule> rules = await saver.Service.ListAsync(CancellationToken.None);
            IReadOnlyList<RuleItem> items = saver.Items.List();
            Rows = Compare(items, rules);
            IsInStep = Rows.Count == 0;
            Text = failures.Length > 0 ? failures
                : IsInStep ? $"XProtect and RuleService hold the same {RuleWords.Count(rules.Count, "rule")}."
                : $"{RuleWords.Count(Rows.Count, "rule is", "rules are")} not the same in XProtect and RuleService.";
        }
        catch (Exception problem)
        {
            IsInStep = false;
            Text = problem.Message;
        }
    }

    private static List<RuleSyncRow> Compare(IReadOnlyList<RuleItem> items, IReadOnlyList<AuditRule> rules)
    {
        var rows = new List<RuleSyncRow>();
        Dictionary<Guid, RuleItem> byId = items.GroupBy(item => item.Id).ToDictionary(same => same.Key, same => same.First());
        foreach (AuditRule rule in rules)
        {
            if (!byId.TryGetValue(rule.Id, out RuleItem? item))
            {
                rows.Add(new RuleSyncRow(rule.Name, "RuleService has it, XProtect does not: its events have no source.", "Make its item in XProtect.") { Rule = rule });
            }
            else if (item.NotSaved is not null && !RuleDifferences.AreSame(item.Rule, rule))
            {
                rows.Add(item.Version == rule.Version
                    ? new RuleSyncRow(rule.Name, $"Changed here, not saved in RuleService: {item.NotSaved}", "Save it in RuleService.") { Item = item }
                    : new RuleSyncRow(rule.Name, "Changed here and elsewhere: open the rule and decide which one holds.", ""));
            }
            else if (item.NotSaved is not null || item.Unreadable is not null || item.Version != rule.Version || !RuleDifferences.AreSame(item.Rule, rule))
            {
                rows.Add(new RuleSyncRow(rule.Name, "XProtect shows an older state than the one in force.", "Take over what RuleService has.") { Rule = rule });
            }
        }

        var known = new HashSet<Guid>(rules.Select(rule => rule.Id));
        rows.AddRange(items.Where(item => !known.Contains(item.Id)).Select(Lonely));
        return rows;
    }

    private static RuleSyncRow Lonely(RuleItem item) => item switch
    {
        { Unreadable: { } } => new RuleSyncRow(item.Rule.Name, "Its item cannot be read, and RuleService does not know it.", "Delete its item.") { Item = item },
        { Version: 0 } when Rules.AuditRuleValidator.Validate(item.Rule).Count > 0 =>
            new RuleSyncRow(item.Rule.Name, "Begun, and never saved: open it and finish it.", ""),
        { Version: 0 } => new RuleSyncRow(item.Rule.Name, "XProtect has it, RuleService does not: it does nothing.", "Save it in RuleService.") { Item = item },
        _ => new RuleSyncRow(
            item.Rule.Name,
            $"Was version {item.Version.ToString(CultureInfo.InvariantCulture)} in RuleService, and is not there any more: it does nothing.",
            "Delete its item if it was deleted there, else save it there again.") { Item = item },
    };

    private async Task MendAsync(RuleSyncRow row)
    {
        if (row.Rule is { } rule)
        {
            saver.SaveItem(RuleItem.Of(rule), null);
        }
        else if (row.Item is { Unreadable: { } } unreadable)
        {
            saver.Items.Delete(unreadable.Id);
        }
        else if (row.Item is { } item)
        {
            await PushAsync(item);
        }
    }

    private async Task PushAsync(RuleItem item)
    {
        try
        {
            saver.SaveItem(await saver.PushAsync(item, CancellationToken.None), null);
        }
        catch (RuleServiceException problem) when (problem.Fault == RuleServiceFault.Deleted)
        {
            saver.Items.Delete(item.Id);
        }
        catch (RuleServiceException problem) when (problem.Fault == RuleServiceFault.Missing)
        {
            // Another RuleService, or one that was set up anew.
            saver.SaveItem(await saver.PushAsync(item with { Version = 0 }, CancellationToken.None), null);
        }
    }
}
