using System.Collections.ObjectModel;
using System.Xml;
using VideoOS.Platform.Client;
using VideoOS.Platform.Log;
using VideoOS.Platform.Login;
using VideoOS.Platform.Messaging;

namespace VideoOS.Platform;

/// <summary>
/// What is behind the surface: one host, for instance one Smart Client. Several may live in one process; which of them the statics
/// (<c>EnvironmentManager.Instance</c> and so on) mean is decided by the flow of execution, and where that says nothing by there being one only.
/// </summary>
internal abstract class PlatformHost
{
    private static readonly AsyncLocal<PlatformHost> Entered = new();
    private static readonly List<PlatformHost> Open = [];

    protected PlatformHost()
    {
        EnvironmentManager = new EnvironmentManager(this);
        Configuration = new Configuration(this);
        ClientControl = new ClientControl(this);
        LogClient = new LogClient(this);
    }

    internal static PlatformHost Current
    {
        get
        {
            if (Entered.Value is { } entered)
            {
                return entered;
            }

            lock (Open)
            {
                return Open.Count == 1 ? Open[0] : throw new InvalidOperationException($"There are {Open.Count} hosts, and this thread belongs to none of them.");
            }
        }
    }

    internal EnvironmentManager EnvironmentManager { get; }

    internal Configuration Configuration { get; }

    internal ClientControl ClientControl { get; }

    internal LogClient LogClient { get; }

    internal EventHandler ModeChanged { get; set; }

    internal abstract EnvironmentType EnvironmentType { get; }

    internal abstract Mode Mode { get; }

    internal abstract FQID MasterSite { get; }

    internal virtual Item ShownWorkSpace => null;

    internal virtual WorkSpaceState WorkSpaceState => WorkSpaceState.Normal;

    internal virtual TimeZoneInfo SelectedTimeZone => TimeZoneInfo.Utc;

    internal virtual Theme Theme { get; } = new();

    /// <summary>What is called from here on, and what that starts, belongs to this host.</summary>
    internal void Enter() => Entered.Value = this;

    internal void Register()
    {
        lock (Open)
        {
            Open.Add(this);
        }
    }

    internal void Unregister()
    {
        lock (Open)
        {
            Open.Remove(this);
        }

        if (Entered.Value == this)
        {
            Entered.Value = null;
        }
    }

    internal abstract Item GetSiteItem(FQID fqid);

    internal abstract object RegisterReceiver(MessageReceiver receiver, MessageFilter filter);

    internal abstract void UnRegisterReceiver(object token);

    internal abstract Collection<object> SendMessage(Message message, FQID destination, FQID sender);

    internal abstract void PostMessage(Message message, FQID destination, FQID sender);

    internal abstract void Log(bool isError, string location, string message, Exception[] exceptions);

    internal abstract Item GetItem(Guid objectId, Guid kind);

    internal abstract List<Item> GetItems(ItemHierarchy hierarchy);

    internal abstract List<Item> GetItemsByKind(Guid kind, ItemHierarchy hierarchy);

    internal abstract List<Item> GetItemConfigurations(Guid pluginId, Item parentItem, Guid kind);

    internal abstract Item GetItemConfiguration(Guid pluginId, Guid kind, Guid objectId);

    internal abstract void SaveItemConfiguration(Guid pluginId, Item item);

    internal abstract void DeleteItemConfiguration(Guid pluginId, Item item);

    internal abstract void RefreshConfiguration(Guid kind);

    internal abstract XmlNode GetOptions(Guid optionsId, bool isPrivate);

    internal abstract void SaveOptions(Guid optionsId, bool isPrivate, XmlNode options);

    internal abstract LoginSettings GetLoginSettings();

    internal abstract void RegisterDictionary(LogMessageDictionary dictionary);

    internal abstract void WriteLogEntry(string application, string component, string messageId, Item relatedItem, Dictionary<string, string> parameters, string permissionState);

    internal abstract MessageCommunication GetCommunication();

    internal abstract ConfigurationItems.ManagementServer GetManagementServer();

    internal virtual void CheckPermission(Guid pluginId, string action)
    {
    }

    internal virtual void CallOnUiThread(Action action) => action();

    internal virtual List<Item> GetWorkSpaceItems() => [];

    internal virtual FQID GetPlaybackController(WindowInformation window) => null;

    internal virtual PlaybackController GetPlaybackController(FQID fqid) => null;
}
