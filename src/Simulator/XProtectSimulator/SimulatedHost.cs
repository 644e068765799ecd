using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Xml;
using VideoOS.Platform;
using VideoOS.Platform.ConfigurationItems;
using VideoOS.Platform.Log;
using VideoOS.Platform.Messaging;

namespace Auditor.XProtectSimulator;

/// <summary>What Smart Client, Event Server and Management Client have in common.</summary>
internal abstract class SimulatedHost : PlatformHost
{
    private readonly ConcurrentDictionary<(Guid Plugin, Guid Kind), IReadOnlyList<Item>> _cache = [];

    protected SimulatedHost(SimulatedSite site)
    {
        Site = site;
        Bus = new LocalBus(Escaped);
    }

    public SimulatedSite Site { get; }

    public LocalBus Bus { get; }

    public ConcurrentQueue<ReportedProblem> Problems { get; } = [];

    public ConcurrentQueue<MipLogLine> MipLog { get; } = [];

    internal override FQID MasterSite => Site.SiteFqid;

    /// <summary>Whether items of plugins are read from a cache that only <c>RefreshConfiguration</c> drops.</summary>
    protected abstract bool CachesItems { get; }

    public void Escaped(string where, Exception problem) => Problems.Enqueue(new ReportedProblem(where, problem));

    /// <summary>Tells plugins that something of a kind has changed, as often and as vaguely as XProtect does.</summary>
    public void AnnounceConfigurationChange(Hostility hostility, Guid kind)
    {
        int times = hostility.RepeatsConfigurationChanges ? 1 + hostility.Next(3) : 1;
        for (int time = 0; time < times; time++)
        {
            FQID? related = time > 0 && hostility.LosesIdentities ? null : new FQID(Site.ServerId, FolderType.No, kind);
            InOtherThread(() => Bus.Send(new Message(MessageId.Server.ConfigurationChangedIndication, related), null, null, null));
        }
    }

    /// <summary>Runs something on another thread, as this host, and waits for it unless it takes long.</summary>
    public void InOtherThread(Action work)
    {
        // A thread of its own: where many wait, the pool gives the next one only after seconds.
        Task done = Task.Factory.StartNew(() =>
        {
            Enter();
            try
            {
                work();
            }
            catch (Exception problem)
            {
                Escaped("callback", problem);
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        // Longer than a busy machine keeps a thread waiting: what comes next comes after it.
        done.Wait(TimeSpan.FromSeconds(30));
    }

    internal override Item? GetSiteItem(FQID? fqid) => new(MasterSite, Site.Name);

    internal override object RegisterReceiver(MessageReceiver receiver, MessageFilter filter) => Bus.Register(receiver, filter);

    internal override void UnRegisterReceiver(object token) => Bus.Unregister(token);

    internal override Collection<object> SendMessage(Message message, FQID? destination, FQID? sender) => Bus.Send(message, null, destination, sender);

    internal override void PostMessage(Message message, FQID? destination, FQID? sender) => InOtherThread(() => SendMessage(message, destination, sender));

    internal override void Log(bool isError, string location, string message, Exception[]? exceptions) =>
        MipLog.Enqueue(new MipLogLine(isError, location, message + string.Concat((exceptions ?? []).Select(problem => " | " + problem.Message))));

    internal override Item? GetItem(Guid objectId, Guid kind) =>
        kind == Kind.Camera && Site.FindCamera(objectId) is { } camera ? Site.CameraItem(camera)
        : kind == Kind.Server && objectId == Site.Id ? GetSiteItem(null)
        : null;

    internal override List<Item> GetItems(ItemHierarchy hierarchy) =>
        hierarchy == ItemHierarchy.SystemDefined ? GetItemsByKind(Kind.Camera, hierarchy) : GroupTree();

    internal override List<Item> GetItemsByKind(Guid kind, ItemHierarchy hierarchy) =>
        kind != Kind.Camera ? [] : hierarchy == ItemHierarchy.UserDefined ? GroupTree() : [.. Site.Cameras.Select(Site.CameraItem)];

    internal override List<Item> GetItemConfigurations(Guid pluginId, Item? parentItem, Guid kind) =>
        [.. CachesItems ? _cache.GetOrAdd((pluginId, kind), key => Site.Store.Read(key.Plugin, key.Kind)) : Site.Store.Read(pluginId, kind)];

    internal override Item? GetItemConfiguration(Guid pluginId, Guid kind, Guid objectId) =>
        GetItemConfigurations(pluginId, null, kind).FirstOrDefault(item => item.FQID.ObjectId == objectId);

    internal override void SaveItemConfiguration(Guid pluginId, Item item) => Site.Store.Save(pluginId, item);

    internal override void DeleteItemConfiguration(Guid pluginId, Item item) => Site.Store.Delete(pluginId, item);

    internal override void RefreshConfiguration(Guid kind)
    {
        foreach ((Guid Plugin, Guid Kind) key in _cache.Keys.Where(key => key.Kind == kind))
        {
            _cache.TryRemove(key, out _);
        }
    }

    internal override XmlNode? GetOptions(Guid optionsId, bool isPrivate)
    {
        if (Site.Store.ReadOptions(optionsId, OptionsOwner(isPrivate)) is not { } xml)
        {
            return null;
        }

        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml(xml);
        return document.DocumentElement;
    }

    internal override void SaveOptions(Guid optionsId, bool isPrivate, XmlNode options) =>
        Site.Store.SaveOptions(optionsId, OptionsOwner(isPrivate), options.OuterXml);

    internal override void RegisterDictionary(LogMessageDictionary dictionary) => Site.Log.Register(dictionary);

    internal override void WriteLogEntry(
        string application, string component, string messageId, Item relatedItem, Dictionary<string, string> parameters, string? permissionState) =>
        Site.Log.Write(application, component, messageId, relatedItem, parameters, permissionState);

    /// <summary>None: XProtect's own bus between hosts keeps nothing and promises nothing, and nobody here is to rely on it.</summary>
    internal override MessageCommunication? GetCommunication() => null;

    internal override ManagementServer GetManagementServer() => new(
        new RoleFolder(
        [
            .. Site.Roles.Select(role => new Role(
                $"Role[{role.Id}]", role.Name, [.. Site.Users.Where(user => !user.IsExternal && user.Roles.Contains(role)).Select(AsUser)])),
        ]),
        new BasicUserFolder([.. Site.Users.Where(user => user.IsBasic).Select(user => new BasicUser(user.Sid, user.Name))]));

    protected virtual string? OptionsOwner(bool isPrivate) => isPrivate ? EnvironmentType.ToString() : null;

    private static User AsUser(SimulatedUser user) => new(
        user.Sid, user.Name, user.DisplayName, user.Name.Split('\\')[^1], user.Name.Contains('\\') ? user.Name.Split('\\')[0] : "",
        user.IsBasic ? "BasicUser" : user.IsGroup ? "WindowsGroup" : "WindowsUser");

    private List<Item> GroupTree()
    {
        var groups = new Dictionary<Guid, Item>();
        var roots = new List<Item>();
        foreach (SimulatedCamera camera in Site.Cameras)
        {
            Item? parent = null;
            foreach (SimulatedGroup group in camera.Groups)
            {
                if (!groups.TryGetValue(group.Id, out Item? item))
                {
                    groups[group.Id] = item = new Item(
                        new FQID(Site.ServerId, parent?.FQID.ObjectId ?? Guid.Empty, group.Id, FolderType.UserDefined, Kind.Camera), group.Name) { Parent = parent };
                    (parent?.Children ?? roots).Add(item);
                }

                parent = item;
            }

            Item leaf = Site.CameraItem(camera);
            leaf.Parent = parent;
            (parent?.Children ?? roots).Add(leaf);
        }

        return roots;
    }
}
