namespace Auditor.Plugin.Core.Editing;

/// <summary>The rules of the plugin that our users come from, as XProtect keeps them.</summary>
public interface IPeerItems
{
    /// <summary>Empty when that plugin never was here.</summary>
    /// <exception cref="RuleItemException">XProtect does not give them.</exception>
    IReadOnlyList<PeerItem> List();
}
