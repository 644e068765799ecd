using System.Collections.ObjectModel;
using System.Globalization;
using System.Windows.Forms;
using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.EventServer;
using Auditor.Plugin.SmartClient;
using VideoOS.Platform;
using VideoOS.Platform.Admin;
using VideoOS.Platform.Data;

namespace Auditor.Plugin.ManagementClient;

/// <summary>
/// The audit rules in the tree of Management Client. Event Server asks some of it too; these members read an item's properties and nothing
/// else. No exception leaves it.
/// </summary>
/// <param name="parts">Made when the first page is shown, which in Event Server is never.</param>
#pragma warning disable CA1001 // Close and ReleaseUserControl are what dispose, as Management Client calls them
internal sealed class AuditRuleNodes(Func<AdministrationParts> parts) : ItemManager
#pragma warning restore CA1001
{
    private const string NewName = "New audit rule";

    private AdministrationParts? _parts;
    private UserDirectoryLoader? _directory;
    private RuleSaver? _saver;
    private RuleEditorViewModel? _editor;
    private RuleEditorControl? _control;

    private AdministrationParts Parts => _parts ??= parts();

    private RuleSaver Saver => _saver ??= new RuleSaver(Parts.RuleService, Parts.Items, Parts.WhenUnknown, Parts.Log);

    private UserDirectoryLoader Directory => _directory ??= new UserDirectoryLoader(Parts.Users, Parts.Log);

    public override void Init()
    {
    }

    public override void Close()
    {
        ReleaseUserControl();
        _directory?.Dispose();
        _parts?.Dispose();
        (_directory, _saver, _parts) = (null, null, null);
    }

    /// <summary>The page of our top node.</summary>
    public OverviewControl NewOverview() => new(Parts, Saver, Directory);

    public override UserControl GenerateDetailUserControl()
    {
        ReleaseUserControl();
        _editor = new RuleEditorViewModel(Saver, Directory, Parts.Log);
        _editor.ChangedByUser += ConfigurationChangedByUserHandler;
        _control = new RuleEditorControl(_editor, Parts.Cameras);
        return _control;
    }

    public override void ReleaseUserControl()
    {
        _control = null;
        _editor?.Dispose();
        _editor = null;
    }

    public override void FillUserControl(Item item)
    {
        CurrentItem = item;
        if (item is null)
        {
            _editor?.Clear();
        }
        else
        {
            _editor?.Show(XProtectRuleItems.Read(item));
        }
    }

    public override void ClearUserControl()
    {
        CurrentItem = null;
        _editor?.Clear();
    }

    public override bool ValidateAndSaveUserControl()
    {
        bool isSaved = _editor?.Save() ?? true;
        Refresh();
        return isSaved;
    }

    public override string GetItemName() => CurrentItem?.Name ?? "";

    /// <summary>Saved at once, as administrators expect of F2.</summary>
    public override void SetItemName(string name)
    {
        if (_editor is { IsShown: true } editor && !editor.Rename(name ?? ""))
        {
            Parts.Tell(editor.Saving.XProtect.State == SaveState.Failed ? editor.Saving.XProtect.Text : $"'{name}' cannot be the name of an audit rule.");
        }

        Refresh();
    }

    public override List<Item> GetItems() => Ask(() => Configuration.Instance.GetItemConfigurations(PluginIds.Plugin, null, PluginIds.RuleKind)) ?? [];

    public override List<Item> GetItems(Item parentItem) => Ask(() => Configuration.Instance.GetItemConfigurations(PluginIds.Plugin, parentItem, PluginIds.RuleKind)) ?? [];

    public override Item? GetItem(FQID fqid) => fqid is null ? null : Ask(() => XProtectRuleItems.Find(fqid.ObjectId));

    /// <summary>A rule that asks nobody yet, and does nothing until it is saved in RuleService.</summary>
    public override Item? CreateItem(Item parentItem, FQID suggestedFQID)
    {
        try
        {
            Guid id = suggestedFQID is null || suggestedFQID.ObjectId == Guid.Empty ? Guid.NewGuid() : suggestedFQID.ObjectId;
            RuleItem rule = RuleItem.New(id, FreeName());
            Parts.Items.Save(rule);
            CurrentItem = XProtectRuleItems.Find(id) ?? XProtectRuleItems.NewItem(rule);
            return CurrentItem;
        }
        catch (RuleItemException problem)
        {
            Parts.Tell(problem.Message);
            return null;
        }
    }

    public override void DeleteItem(Item item)
    {
        if (item is not null)
        {
            _ = DeleteAsync(XProtectRuleItems.Read(item));
        }
    }

    public override OperationalState GetOperationalState(Item item) => Standing(item).Kind switch
    {
        RuleStandingKind.Ok => OperationalState.Ok,
        RuleStandingKind.Disabled => OperationalState.Disabled,
        _ => OperationalState.Error,
    };

    public override string GetItemStatusDetails(Item item, string language) => Standing(item).Details;

    public override Collection<EventGroup> GetKnownEventGroups(CultureInfo culture) => new(KnownEvents.Groups());

    public override Collection<EventType> GetKnownEventTypes(CultureInfo culture) => new(KnownEvents.EventTypes());

    public override Collection<StateGroup> GetKnownStateGroups(CultureInfo culture) => new(KnownEvents.StateGroups());

    private static RuleStanding Standing(Item? item) => item?.FQID is null
        ? new RuleStanding(RuleStandingKind.Disabled, "")
        : RuleStanding.Of(XProtectRuleItems.Read(item));

    private static T? Ask<T>(Func<T?> ask)
        where T : class
    {
        try
        {
            return ask();
        }
        catch (Exception problem)
        {
            new MipLog(EnvironmentManager.Instance).Error("Rules", "XProtect does not give the rules' items.", problem);
            return null;
        }
    }

    private async Task DeleteAsync(RuleItem item)
    {
        try
        {
            await Saver.DeleteAsync(item, CancellationToken.None);
        }
        catch (RuleServiceException problem)
        {
            Parts.Tell($"The rule '{item.Rule.Name}' could not be deleted in RuleService and stays in force: {problem.Message} Its node comes back when you refresh the tree (F5).");
        }
        catch (Exception problem)
        {
            Parts.Log.Error("Rules", "A rule could not be deleted.", problem);
            Parts.Tell($"The rule '{item.Rule.Name}' could not be deleted: {problem.Message}");
        }
    }

    private string FreeName()
    {
        var taken = new HashSet<string>(Parts.Items.List().Select(item => item.Rule.Name), StringComparer.OrdinalIgnoreCase);
        string name = NewName;
        for (int number = 2; taken.Contains(name); number++)
        {
            name = $"{NewName} {number.ToString(CultureInfo.InvariantCulture)}";
        }

        return name;
    }

    /// <summary>The tree shows the name of the item that is current.</summary>
    private void Refresh()
    {
        if (CurrentItem is { } item && _editor?.Saving.Item is { } saved && saved.Id == item.FQID.ObjectId)
        {
            item.Name = saved.Rule.Name;
            item.Enabled = saved.Rule.Enabled;
            item.Properties = saved.Properties().ToDictionary(property => property.Key, property => property.Value, StringComparer.Ordinal);
        }
    }
}
