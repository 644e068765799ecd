using System.Windows;
using System.Windows.Controls;
using System.Windows.Threading;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Look;
using VideoOS.Platform;
using VideoOS.Platform.Client;

namespace Auditor.Plugin.SmartClient;

/// <summary>Smart Client's settings page "My auditing". Nothing on it can be changed.</summary>
/// <param name="sources">Of the session that runs now; null while none does.</param>
#pragma warning disable CA1001 // Close is what disposes, as Smart Client calls it
public sealed class MyAuditingPlugin(Func<MyAuditingSources?> sources) : SettingsPanelPlugin
#pragma warning restore CA1001
{
    private MyAuditingViewModel? _shown;

    public override Guid Id => PluginIds.SettingsPanel;

    public override string Title => "My auditing";

    public override void Init()
    {
    }

    public override void Close() => CloseUserControl();

    public override UserControl GenerateUserControl()
    {
        CloseUserControl();
        LookTheme theme = ClientControl.Instance.Theme?.ThemeType == ThemeType.Light ? LookTheme.Light : LookTheme.Dark;
        // Posted, never waited for: what changes is told by threads that the UI thread may be waiting for.
        Dispatcher ui = Dispatcher.CurrentDispatcher;
        _shown = new MyAuditingViewModel(sources(), act => _ = ui.BeginInvoke(act), Clipboard.SetText, TimeProvider.System);
        return new MyAuditingPanel(_shown, theme);
    }

    public override void CloseUserControl()
    {
        _shown?.Dispose();
        _shown = null;
    }

    public override bool TrySaveChanges(out string errorMessage)
    {
        errorMessage = "";
        return true;
    }
}
