using System.Windows;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Look;
using VideoOS.Platform;
using VideoOS.Platform.Client;

namespace Auditor.Plugin.SmartClient;

/// <summary>Makes the prompt for Smart Client. No member mentions WPF, so that a type that calls it loads without.</summary>
internal static class WpfPromptViews
{
    /// <param name="windowOf">
    /// The client's window (a WPF window) that a window id of the tracking means, or null when it is not known; the main window is found by itself then.
    /// </param>
    public static IPromptView InSmartClient(Func<string, object?> windowOf) => Made.New(windowOf);

    // Loaded only when it is asked for.
    private static class Made
    {
        public static WpfPromptView New(Func<string, object?> windowOf) =>
            new WpfPromptView(ClientControl.Instance.CallOnUiThread, id => windowOf(id) as Window ?? Application.Current?.MainWindow, Theme);

        private static LookTheme Theme() => ClientControl.Instance.Theme?.ThemeType == ThemeType.Light ? LookTheme.Light : LookTheme.Dark;
    }
}
