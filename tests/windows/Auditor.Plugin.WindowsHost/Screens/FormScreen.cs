using System.Windows.Forms.Integration;
using Forms = System.Windows.Forms;

namespace Auditor.Plugin.WindowsHost.Screens;

/// <summary>A page of Management Client in a form, as that has it: WPF inside Windows Forms.</summary>
internal abstract class FormScreen : HostScreen, IDisposable
{
    private Forms.Form? _form;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <param name="page">What Management Client would dock.</param>
    /// <param name="width">At 100 %.</param>
    /// <param name="height">At 100 %.</param>
    protected void ShowIn(Forms.UserControl page, int width, int height)
    {
        WindowsFormsHost.EnableWindowsFormsInterop();
        _form?.Dispose();
        System.Drawing.Rectangle screen = Forms.Screen.PrimaryScreen!.Bounds;
        _form = new Forms.Form { FormBorderStyle = Forms.FormBorderStyle.None, StartPosition = Forms.FormStartPosition.CenterScreen };
        // Windows Forms counts in pixels.
        int scale = _form.DeviceDpi;
        _form.ClientSize = new System.Drawing.Size(Math.Min(screen.Width, width * scale / 96), Math.Min(screen.Height, height * scale / 96));
        _form.Controls.Add(page);
        _form.Show();
        _form.Activate();
    }

    protected virtual void Dispose(bool disposing) => _form?.Dispose();
}
