using Auditor.Rules;
using Auditor.Storage;

namespace Auditor.RuleService.Book;

/// <summary>The rule book that decides now. Read without a lock; it only ever moves forward.</summary>
internal sealed class RuleBookHolder
{
    private readonly Lock gate = new();
    private volatile RuleBook current = RuleBook.Empty;

    public RuleBook Current => current;

    /// <summary>Puts the rules in force, unless a later revision already is.</summary>
    public void Apply(AuditRuleSet rules)
    {
        RuleBook book = RuleBook.Compile(rules.Rules, rules.Revision);
        lock (gate)
        {
            if (book.Revision > current.Revision)
            {
                current = book;
            }
        }
    }
}
