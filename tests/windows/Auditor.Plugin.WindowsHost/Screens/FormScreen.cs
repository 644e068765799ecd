using System.Windows;
using System.Windows.Forms.Integration;
using Forms = System.Windows.Forms;

namespace Auditor.Plugin.WindowsHost.Screens;

/// <summary>A page of Management Client in a form, as that has it: WPF inside Windows Forms.</summary>
internal abstract class FormScreen : HostScreen, IDisposable
{
    private Forms.Form? _form;

    public void Dispose() => _form?.Dispose();

    protected void ShowIn(Forms.UserControl page, int width, int height)
    {
        WindowsFormsHost.EnableWindowsFormsInterop();
        _form?.Dispose();
        // In pixels: Windows Forms does not scale what is made in code.
        double scale = Application.Current.MainWindow is null ? 1 : SystemParameters.PrimaryScreenWidth > 0 ? 1920 / SystemParameters.PrimaryScreenWidth : 1;
        _form = new Forms.Form
        {
            FormBorderStyle = Forms.FormBorderStyle.None,
            StartPosition = Forms.FormStartPosition.Manual,
            Location = new System.Drawing.Point(40, 20),
            Size = new System.Drawing.Size((int)Math.Min(1840, width * scale), (int)Math.Min(1040, height * scale)),
        };
        _form.Controls.Add(page);
        _form.Show();
        _form.Activate();
    }
}
