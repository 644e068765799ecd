namespace Auditor.Hosting.Settings;

/// <summary>The settings in force in one process, by key.</summary>
/// <param name="Program">Which one.</param>
/// <param name="Version">Of the program.</param>
/// <param name="Settings">Known ones, and those that nothing reads.</param>
public sealed record SettingList(string Program, string Version, IReadOnlyList<SettingView> Settings);
