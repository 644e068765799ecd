namespace Auditor.Hosting.Settings;

/// <summary>One setting in force.</summary>
/// <param name="Key">Like <c>Auditor:Bus:Prefetch</c>.</param>
/// <param name="Value">What is in force; of a secret only that it is set. Absent when nothing is.</param>
/// <param name="Source">Where it comes from, in words: default, command line, environment, secret file, or the name of a file.</param>
/// <param name="Known">False when nothing here reads it: perhaps it is misspelt.</param>
public sealed record SettingView(string Key, string? Value, string Source, bool Known);
