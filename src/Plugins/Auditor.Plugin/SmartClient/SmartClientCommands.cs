using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Tracking;
using VideoOS.Platform;
using VideoOS.Platform.Messaging;

namespace Auditor.Plugin.SmartClient;

/// <summary>What the plugin makes Smart Client do. Carried out on the client's own thread, whoever asks.</summary>
internal sealed class SmartClientCommands(ClientContext context, ViewerWatch viewers) : IClientCommands
{
    public void ReturnToLive(string window) => OnUiThread(() =>
    {
        context.Environment.SendMessage(
            new Message(MessageId.SmartClient.ChangeModeCommand, Mode.ClientLive), context.Windows.ObjectOf(window));
        if (window != Windows.Main || context.Client.ShownWorkSpace?.FQID.ObjectId == ClientControl.LiveBuildInWorkSpaceId)
        {
            return;
        }

        // Exports is no mode: a client that is in live already stays there.
        Item? live = context.Client.GetWorkSpaceItems()?.FirstOrDefault(item => item.FQID.ObjectId == ClientControl.LiveBuildInWorkSpaceId);
        if (live is not null)
        {
            context.Environment.SendMessage(new Message(MessageId.SmartClient.ShowWorkSpaceCommand, live.FQID));
        }
    });

    public void StopIndependentPlayback(string viewer) => OnUiThread(() => viewers.Find(viewer)?.StopIndependentPlayback());

    private void OnUiThread(Action work) =>
        context.Guarded.Run("Commands", () => context.Client.CallOnUiThread(() => context.Guarded.Run("Commands", work)));
}
