namespace Auditor.Plugin.Core.Editing;

/// <summary>A user or role as XProtect lists one.</summary>
internal sealed record ListedSubject(string Id, string Name, string Detail);
