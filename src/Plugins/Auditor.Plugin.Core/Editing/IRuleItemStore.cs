namespace Auditor.Plugin.Core.Editing;

/// <summary>The rules' items in XProtect. Called from the thread of the screens.</summary>
public interface IRuleItemStore
{
    /// <exception cref="RuleItemException">XProtect does not give them.</exception>
    IReadOnlyList<RuleItem> List();

    /// <summary>Creates or replaces.</summary>
    /// <exception cref="RuleItemException">XProtect does not take it.</exception>
    void Save(RuleItem item);

    /// <exception cref="RuleItemException">XProtect does not delete it.</exception>
    void Delete(Guid id);
}
