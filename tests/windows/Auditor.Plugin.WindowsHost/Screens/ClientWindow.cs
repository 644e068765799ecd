using System.Windows;
using System.Windows.Automation;
using System.Windows.Controls;
using System.Windows.Media;
using Auditor.Plugin.WindowsHost.Driving;

namespace Auditor.Plugin.WindowsHost.Screens;

/// <summary>Stands for a window of Smart Client; its button tells whether it takes input.</summary>
internal sealed class ClientWindow : Window
{
    public ClientWindow(string id, double left, double top, double width, double height)
    {
        Title = id;
        WindowStyle = WindowStyle.None;
        ResizeMode = ResizeMode.NoResize;
        WindowStartupLocation = WindowStartupLocation.Manual;
        (Left, Top, Width, Height) = (left, top, width, height);
        Background = new SolidColorBrush(Color.FromRgb(0x3A, 0x3F, 0x46));
        AutomationProperties.SetAutomationId(this, "client:" + id);
        var button = new Button { Content = "Play", Width = 80, Height = 30, HorizontalAlignment = HorizontalAlignment.Left, VerticalAlignment = VerticalAlignment.Top };
        AutomationProperties.SetAutomationId(button, "play:" + id);
        button.Click += (_, _) => Report.Write("played", new { window = id });
        Content = button;
    }
}
