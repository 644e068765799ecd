using System.Collections.ObjectModel;
using System.Globalization;
using System.Windows.Forms;
using VideoOS.Platform.Data;

namespace VideoOS.Platform.Admin;

public class ItemManager
{
    public Item CurrentItem { get; set; }

    /// <summary>Whether the page has told of a change; what lights up Save in Management Client.</summary>
    internal int ChangesByUser { get; private set; }

    public virtual void Init()
    {
    }

    public virtual void Close()
    {
    }

    public virtual UserControl GenerateDetailUserControl() => null;

    public virtual List<DetailedUserControl> GenerateDetailUserControlList() => null;

    public virtual ItemNodeUserControl GenerateOverviewUserControl() => null;

    public virtual void ReleaseUserControl()
    {
    }

    public virtual void FillUserControl(Item item)
    {
    }

    public virtual void ClearUserControl()
    {
    }

    public virtual bool ValidateAndSaveUserControl() => true;

    public virtual string GetItemName() => CurrentItem?.Name;

    public virtual void SetItemName(string name)
    {
    }

    public virtual List<Item> GetItems() => [];

    public virtual List<Item> GetItems(Item parentItem) => [];

    public virtual Item GetItem(FQID fqid) => null;

    public virtual Item CreateItem(Item parentItem, FQID suggestedFQID) => null;

    public virtual Item CreateItem(Item parentItem, FQID suggestedFQID, UserControl addUserControl) => null;

    public virtual UserControl GenerateAddUserControl(Item parentItem, FQID suggestedFQID) => null;

    public virtual bool ValidateAddUserControl(UserControl addUserControl) => true;

    public virtual void DeleteItem(Item item)
    {
    }

    public virtual bool IsContextMenuValid(string command) => true;

    public virtual OperationalState GetOperationalState(Item item) => OperationalState.Ok;

    public virtual string GetItemStatusDetails(Item item, string language) => "";

    public virtual Collection<EventGroup> GetKnownEventGroups(CultureInfo culture) => [];

    public virtual Collection<EventType> GetKnownEventTypes(CultureInfo culture) => [];

    public virtual Collection<StateGroup> GetKnownStateGroups(CultureInfo culture) => [];

    public virtual Dictionary<string, string> GetTranslationDictionary(CultureInfo culture) => [];

    public void ConfigurationChangedByUserHandler(object sender, EventArgs e) => ChangesByUser++;
}
