namespace Auditor.Plugin.Core.Editing;

/// <param name="Id">XProtect's id of the role, as a login carries it.</param>
/// <param name="Name">For people.</param>
/// <param name="HasGroups">Whether groups of a directory hold it, whose members XProtect does not list.</param>
public sealed record DirectoryRole(string Id, string Name, bool HasGroups);
