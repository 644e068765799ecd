using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>
/// Where a client that never fetched a policy finds what to do: beside the broker's address in XProtect, because such a client knows no
/// rule.
/// </summary>
public interface IPolicyUnknownStore
{
    /// <summary>Writes only when it is another one than before.</summary>
    /// <exception cref="RuleItemException">XProtect does not take it.</exception>
    void Save(PolicyUnknown strictest);
}
