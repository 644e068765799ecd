using System.IO;
using System.Windows;
using System.Windows.Automation;
using System.Windows.Media;
using System.Windows.Media.Imaging;

namespace Auditor.Plugin.WindowsHost.Driving;

/// <summary>Draws a window into a file, at the resolution of its screen, without what lies over it.</summary>
internal static class Picture
{
    /// <param name="of">Automation id of the window.</param>
    /// <param name="path">A PNG file.</param>
    public static void Save(string of, string path)
    {
        // A window, or the page that fills a form.
        FrameworkElement window = Application.Current.Windows.Cast<Window>().FirstOrDefault(shown => AutomationProperties.GetAutomationId(shown) == of)
            ?? Surroundings.Find(of)
            ?? throw new ArgumentException($"There is no window '{of}'.", nameof(of));
        DpiScale scale = VisualTreeHelper.GetDpi(window);
        var bitmap = new RenderTargetBitmap(
            (int)Math.Ceiling(window.ActualWidth * scale.DpiScaleX), (int)Math.Ceiling(window.ActualHeight * scale.DpiScaleY), scale.PixelsPerInchX, scale.PixelsPerInchY, PixelFormats.Pbgra32);
        bitmap.Render(window);
        var encoder = new PngBitmapEncoder();
        encoder.Frames.Add(BitmapFrame.Create(bitmap));
        using FileStream file = File.Create(path);
        encoder.Save(file);
    }
}
