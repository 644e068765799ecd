namespace Auditor.Plugin.Core.Editing;

/// <param name="Id">The item's object id in XProtect; the rule made from it keeps it, so that importing twice makes no second rule.</param>
/// <param name="Name">The rule's name.</param>
/// <param name="Properties">As that plugin wrote them.</param>
public sealed record PeerItem(Guid Id, string Name, IReadOnlyDictionary<string, string> Properties);
