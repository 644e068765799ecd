namespace Auditor.Hosting.Settings;

/// <summary>A section of the configuration that something in this process reads.</summary>
/// <param name="Section">Its name, like <c>Auditor:Bus</c>.</param>
/// <param name="Type">What it is read into.</param>
/// <param name="Read">What was read.</param>
internal sealed record SettingsSection(string Section, Type Type, Func<IServiceProvider, object> Read);
