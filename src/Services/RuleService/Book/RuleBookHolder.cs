using Auditor.Rules;
using Auditor.Storage;

namespace Auditor.RuleService.Book;

/// <summary>The rule book that decides now. Read without a lock; it only ever moves forward.</summary>
internal sealed class RuleBookHolder
{
    private readonly Lock _gate = new();
    private volatile RuleBook _current = RuleBook.Empty;

    public RuleBook Current => _current;

    /// <summary>Puts the rules in force, unless a later revision already is.</summary>
    public void Apply(AuditRuleSet rules)
    {
        RuleBook book = RuleBook.Compile(rules.Rules, rules.Revision);
        lock (_gate)
        {
            if (book.Revision > _current.Revision)
            {
                _current = book;
            }
        }
    }
}
