using System.Windows;
using System.Windows.Automation;
using System.Windows.Forms.Integration;
using Forms = System.Windows.Forms;

namespace Auditor.Plugin.WindowsHost.Screens;

/// <summary>A page of Management Client, WPF inside the Windows Forms control that goes there; its WPF is shown in a window of its own.</summary>
internal abstract class FormScreen : HostScreen
{
    private Window? _window;

    protected void ShowIn(Forms.UserControl page, double width, double height)
    {
        _window?.Close();
        var host = (ElementHost)page.Controls[0];
        UIElement content = host.Child;
        host.Child = null;
        _window = new Window
        {
            WindowStyle = WindowStyle.None,
            ResizeMode = ResizeMode.NoResize,
            WindowStartupLocation = WindowStartupLocation.CenterScreen,
            Width = Math.Min(width, SystemParameters.WorkArea.Width),
            Height = Math.Min(height, SystemParameters.WorkArea.Height),
            Content = content,
        };
        AutomationProperties.SetAutomationId(_window, Name);
        _window.Show();
        _window.Activate();
    }
}
