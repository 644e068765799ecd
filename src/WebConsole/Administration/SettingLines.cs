namespace Auditor.WebConsole.Administration;

/// <summary>The settings of one process.</summary>
public sealed record SettingLines(string Program, string Version, IReadOnlyList<Setting> Settings);
