using System.Windows;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Look;
using VideoOS.Platform;
using VideoOS.Platform.Client;

namespace Auditor.Plugin.SmartClient;

/// <summary>Makes the prompt for Smart Client. No member mentions WPF, so that a type that calls it loads without.</summary>
internal static class WpfPromptViews
{
    public static IPromptView InSmartClient() => Made.New();

    // Loaded only when it is asked for.
    private static class Made
    {
        public static WpfPromptView New() => new(ClientControl.Instance.CallOnUiThread, OwnerOf, Theme);

        /// <summary>The SDK does not say which WPF window a floating window is; it is the one in which the operator has just acted.</summary>
        private static Window? OwnerOf(string window) => Application.Current is { } client
            ? (window == Core.Tracking.Windows.Main ? null : client.Windows.OfType<Window>().FirstOrDefault(open => open.IsActive)) ?? client.MainWindow
            : null;

        private static LookTheme Theme() => ClientControl.Instance.Theme?.ThemeType == ThemeType.Light ? LookTheme.Light : LookTheme.Dark;
    }
}
