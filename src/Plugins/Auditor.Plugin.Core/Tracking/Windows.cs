namespace Auditor.Plugin.Core.Tracking;

/// <summary>Ids of windows.</summary>
public static class Windows
{
    /// <summary>The main window; every other one is called as the shell likes.</summary>
    public const string Main = "main";
}
