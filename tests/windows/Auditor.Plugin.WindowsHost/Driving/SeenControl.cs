namespace Auditor.Plugin.WindowsHost.Driving;

/// <param name="X">Left edge in pixels of the screen.</param>
/// <param name="Y">Upper edge in pixels of the screen.</param>
/// <param name="Width">In pixels of the screen.</param>
/// <param name="Height">In pixels of the screen.</param>
/// <param name="Text">What it says or holds; null when it is none of the known kinds.</param>
/// <param name="Enabled">Takes input.</param>
/// <param name="Focused">It, or something in it, has the keyboard.</param>
internal sealed record SeenControl(double X, double Y, double Width, double Height, string? Text, bool Enabled, bool Focused);
