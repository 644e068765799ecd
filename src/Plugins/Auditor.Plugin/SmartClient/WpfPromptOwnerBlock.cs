using System.Runtime.InteropServices;
using System.Windows;
using System.Windows.Interop;

namespace Auditor.Plugin.SmartClient;

/// <summary>Keeps input from one window until disposed; a second dispose means nothing. Not from the whole client, as a modal dialog would.</summary>
internal sealed class WpfPromptOwnerBlock : IDisposable
{
    private readonly IntPtr _window;
    private bool _blocked;

    public WpfPromptOwnerBlock(Window? owner)
    {
        _window = owner is null ? IntPtr.Zero : new WindowInteropHelper(owner).Handle;
        // Somebody else's dialog may block it already, and will give it free itself.
        _blocked = _window != IntPtr.Zero && IsWindowEnabled(_window);
        if (_blocked)
        {
            EnableWindow(_window, false);
        }
    }

    public void Dispose()
    {
        if (_blocked)
        {
            _blocked = false;
            EnableWindow(_window, true);
        }
    }

    [DllImport("user32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool EnableWindow(IntPtr window, [MarshalAs(UnmanagedType.Bool)] bool enable);

    [DllImport("user32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool IsWindowEnabled(IntPtr window);
}
