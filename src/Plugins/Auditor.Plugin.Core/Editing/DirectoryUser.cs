namespace Auditor.Plugin.Core.Editing;

/// <summary>A user whom XProtect lists.</summary>
/// <param name="Sid">What rules know one by.</param>
/// <param name="Name">Qualified where there is a domain: <c>CORP\anna</c>, <c>[BASIC]\anna</c>.</param>
/// <param name="Kind">In words: "Basic user", "Windows user".</param>
/// <param name="RoleIds">The roles that list this user.</param>
public sealed record DirectoryUser(string Sid, string Name, string Kind, IReadOnlyList<string> RoleIds);
