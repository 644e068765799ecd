using System.Collections.ObjectModel;
using System.Xml;
using VideoOS.Platform;
using VideoOS.Platform.ConfigurationItems;
using VideoOS.Platform.Log;
using VideoOS.Platform.Login;
using VideoOS.Platform.Messaging;

namespace Auditor.Plugin.WindowsHost.Screens;

/// <summary>An XProtect host at the moment when it loads plugins: it knows which host it is, and nobody has signed in.</summary>
internal sealed class BarePlatform(EnvironmentType environment) : PlatformHost
{
    private readonly List<string> _log = [];

    internal override EnvironmentType EnvironmentType => environment;

    internal override Mode Mode => Mode.ClientLive;

    internal override FQID MasterSite => throw Unused();

    /// <summary>What the plugin wrote to the host's log.</summary>
    internal IReadOnlyList<string> Lines => _log;

    internal override Item GetSiteItem(FQID fqid) => throw Unused();

    internal override object RegisterReceiver(MessageReceiver receiver, MessageFilter filter) => throw Unused();

    internal override void UnRegisterReceiver(object token) => throw Unused();

    internal override Collection<object> SendMessage(Message message, FQID destination, FQID sender) => throw Unused();

    internal override void PostMessage(Message message, FQID destination, FQID sender) => throw Unused();

    internal override void Log(bool isError, string location, string message, Exception[] exceptions) => _log.Add($"{location}: {message}");

    internal override Item GetItem(Guid objectId, Guid kind) => throw Unused();

    internal override List<Item> GetItems(ItemHierarchy hierarchy) => throw Unused();

    internal override List<Item> GetItemsByKind(Guid kind, ItemHierarchy hierarchy) => throw Unused();

    internal override List<Item> GetItemConfigurations(Guid pluginId, Item parentItem, Guid kind) => throw Unused();

    internal override Item GetItemConfiguration(Guid pluginId, Guid kind, Guid objectId) => throw Unused();

    internal override void SaveItemConfiguration(Guid pluginId, Item item) => throw Unused();

    internal override void DeleteItemConfiguration(Guid pluginId, Item item) => throw Unused();

    internal override void RefreshConfiguration(Guid kind) => throw Unused();

    internal override XmlNode GetOptions(Guid optionsId, bool isPrivate) => throw Unused();

    internal override void SaveOptions(Guid optionsId, bool isPrivate, XmlNode options) => throw Unused();

    internal override LoginSettings GetLoginSettings() => throw Unused();

    internal override void RegisterDictionary(LogMessageDictionary dictionary) => throw Unused();

    internal override void WriteLogEntry(string application, string component, string messageId, Item relatedItem, Dictionary<string, string> parameters, string permissionState) => throw Unused();

    internal override MessageCommunication GetCommunication() => throw Unused();

    internal override ManagementServer GetManagementServer() => throw Unused();

    private static NotSupportedException Unused() => new("Nobody has signed in to this host.");
}
