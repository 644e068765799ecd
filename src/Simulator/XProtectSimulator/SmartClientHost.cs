using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using VideoOS.Platform;
using VideoOS.Platform.Client;
using VideoOS.Platform.Login;
using VideoOS.Platform.Messaging;

namespace Auditor.XProtectSimulator;

/// <summary>Smart Client as plugins see it.</summary>
internal sealed class SmartClientHost : SimulatedHost
{
    private readonly ConcurrentDictionary<object, ShownNotice> _notices = [];

    public SmartClientHost(SimulatedSite site, SimulatedUser user, SmartClientOptions options, SimulatedSmartClient client)
        : base(site)
    {
        User = user;
        Client = client;
        Workspaces = new Workspaces(options.Language, site.ServerId);
        Shown = Workspaces.Live;
    }

    public SimulatedUser User { get; }

    public SimulatedSmartClient Client { get; }

    public Workspaces Workspaces { get; }

    public Item Shown { get; set; }

    public IReadOnlyCollection<ShownNotice> Notices => [.. _notices.Values];

    internal override EnvironmentType EnvironmentType => EnvironmentType.SmartClient;

    internal override Mode Mode => Client.MainWindow.Mode;

    internal override Item ShownWorkSpace => Shown;

    protected override bool CachesItems => true;

    internal override void CallOnUiThread(Action action) => Client.OnUiThread(action);

    internal override List<Item> GetWorkSpaceItems() => Workspaces.All;

    internal override FQID? GetPlaybackController(WindowInformation window) => null;

    internal override List<Item> GetItemsByKind(Guid kind, ItemHierarchy hierarchy) =>
        kind == Kind.Window ? [.. Client.Windows.Select(window => window.Item)] : base.GetItemsByKind(kind, hierarchy);

    internal override LoginSettings GetLoginSettings() => new()
    {
        UserName = User.Name,
        FullyQualifiedUserName = User.Name,
        UserIdentity = User.Sid,
        GroupMemberShip = [.. User.Roles.Select(role => role.Id.ToString())],
        IsBasicUser = User.IsBasic,
        IsOAuthConnection = User.IsExternal,
        IsOAuthIdentity = User.IsExternal,
        Name = Site.Name,
        Guid = Site.Id,
        Uri = Site.ServerId.Uri,
    };

    internal override Collection<object> SendMessage(Message message, FQID? destination, FQID? sender)
    {
        switch (message.MessageId)
        {
            case MessageId.SmartClient.ChangeModeCommand when message.Data is Mode mode:
                Client.OnUiThread(() => Client.WindowOf(destination).Switch(mode));
                return [];
            case MessageId.SmartClient.ShowWorkSpaceCommand when message.RelatedFQID is { } wanted:
                Client.OnUiThread(() => Client.ShowWorkspace(Workspaces.All.First(known => known.FQID.ObjectId == wanted.ObjectId)));
                return [];
            case MessageId.SmartClient.SmartClientMessageCommand when message.Data is SmartClientMessageData data:
                Show(data);
                return [];
            default:
                return base.SendMessage(message, destination, sender);
        }
    }

    internal override void PostMessage(Message message, FQID? destination, FQID? sender) => SendMessage(message, destination, sender);

    protected override string? OptionsOwner(bool isPrivate) => isPrivate ? User.Sid : null;

    private void Show(SmartClientMessageData data)
    {
        if (string.IsNullOrEmpty(data.Message))
        {
            _notices.TryRemove(data.MessageId, out _);
        }
        else
        {
            _notices[data.MessageId] = new ShownNotice(data.MessageId, data.Message, data.MessageType == SmartClientMessageDataType.Warning, data.IsClosable);
        }
    }
}
