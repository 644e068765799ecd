using System.Xml;

namespace VideoOS.Platform;

public class Configuration
{
    private readonly PlatformHost _host;

    internal Configuration(PlatformHost host) => _host = host;

    public static Configuration Instance => PlatformHost.Current.Configuration;

    public FQID ServerFQID => _host.MasterSite;

    public Item GetItem(FQID fqid) => fqid is null ? null : _host.GetItem(fqid.ObjectId, fqid.Kind);

    public Item GetItem(Guid objectId, Guid kind) => _host.GetItem(objectId, kind);

    public Item GetItem(ServerId serverId, Guid objectId, Guid kind) => _host.GetItem(objectId, kind);

    public List<Item> GetItems() => _host.GetItems(ItemHierarchy.Both);

    public List<Item> GetItems(ItemHierarchy hierarchy) => _host.GetItems(hierarchy);

    public List<Item> GetItemsByKind(Guid kind) => _host.GetItemsByKind(kind, ItemHierarchy.Both);

    public List<Item> GetItemsByKind(Guid kind, ItemHierarchy hierarchy) => _host.GetItemsByKind(kind, hierarchy);

    public List<Item> GetItemConfigurations(Guid pluginId, Item parentItem, Guid kind) => _host.GetItemConfigurations(pluginId, parentItem, kind);

    public Item GetItemConfiguration(Guid pluginId, Guid kind, Guid objectId) => _host.GetItemConfiguration(pluginId, kind, objectId);

    public void SaveItemConfiguration(Guid pluginId, Item item) => _host.SaveItemConfiguration(pluginId, item);

    public void DeleteItemConfiguration(Guid pluginId, Item item) => _host.DeleteItemConfiguration(pluginId, item);

    public void RefreshConfiguration(ServerId serverId, Guid kind) => _host.RefreshConfiguration(kind);

    public XmlNode GetOptionsConfiguration(Guid optionsId, bool isPrivate) => _host.GetOptions(optionsId, isPrivate);

    public void SaveOptionsConfiguration(Guid optionsId, bool isPrivate, XmlNode options) => _host.SaveOptions(optionsId, isPrivate, options);
}
