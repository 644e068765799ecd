namespace Auditor.Plugin.Windows.Tests.Driving;

/// <summary>A control as the host sees it; edges in pixels of the screen.</summary>
public sealed record SeenControl(double X, double Y, double Width, double Height, string? Text, bool Enabled, bool Focused)
{
    public int CentreX => (int)(X + (Width / 2));

    public int CentreY => (int)(Y + (Height / 2));

    public double Bottom => Y + Height;

    public double Right => X + Width;
}
