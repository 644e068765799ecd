using System.Collections.ObjectModel;
using System.Globalization;
using System.Windows.Forms;
using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.EventServer;
using VideoOS.Platform;
using VideoOS.Platform.Admin;
using VideoOS.Platform.Data;

namespace Auditor.Plugin.ManagementClient;

/// <summary>The audit rules in the tree of Management Client: its pages. What they decide stands in <see cref="AuditRuleTree"/>.</summary>
/// <param name="parts">Made when the first page is shown, which in Event Server is never.</param>
#pragma warning disable CA1001 // Close and ReleaseUserControl are what dispose, as Management Client calls them
internal sealed class AuditRuleNodes(Func<AdministrationParts> parts) : ItemManager
#pragma warning restore CA1001
{
    private readonly AuditRuleTree _tree = new(parts);

    public override void Init()
    {
    }

    public override void Close() => _tree.Dispose();

    /// <summary>The page of our top node.</summary>
    public OverviewControl NewOverview() => new(_tree.Parts, _tree.Saver, _tree.Directory);

    public override UserControl GenerateDetailUserControl()
    {
        RuleEditorViewModel editor = _tree.OpenEditor();
        editor.ChangedByUser += ConfigurationChangedByUserHandler;
        return new RuleEditorControl(editor, _tree.Parts.Cameras);
    }

    public override void ReleaseUserControl() => _tree.CloseEditor();

    public override void FillUserControl(Item item)
    {
        CurrentItem = item;
        _tree.Show(item);
    }

    public override void ClearUserControl()
    {
        CurrentItem = null;
        _tree.Show(null);
    }

    public override bool ValidateAndSaveUserControl() => _tree.Save(CurrentItem);

    public override string GetItemName() => CurrentItem?.Name ?? "";

    public override void SetItemName(string name) => _tree.Rename(CurrentItem, name);

    public override List<Item> GetItems() => AuditRuleTree.Items(null);

    public override List<Item> GetItems(Item parentItem) => AuditRuleTree.Items(parentItem);

    public override Item? GetItem(FQID fqid) => AuditRuleTree.Find(fqid);

    public override Item? CreateItem(Item parentItem, FQID suggestedFQID)
    {
        Item? created = _tree.Create(suggestedFQID);
        CurrentItem = created ?? CurrentItem;
        return created;
    }

    public override void DeleteItem(Item item) => _ = _tree.DeleteAsync(item);

    public override OperationalState GetOperationalState(Item item) => AuditRuleTree.State(item);

    public override string GetItemStatusDetails(Item item, string language) => AuditRuleTree.Details(item);

    public override Collection<EventGroup> GetKnownEventGroups(CultureInfo culture) => new(KnownEvents.Groups());

    public override Collection<EventType> GetKnownEventTypes(CultureInfo culture) => new(KnownEvents.EventTypes());

    public override Collection<StateGroup> GetKnownStateGroups(CultureInfo culture) => new(KnownEvents.StateGroups());
}
