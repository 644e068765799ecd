using Auditor.Contracts;
using Auditor.WebConsole.Services;

namespace Auditor.WebConsole.Rules;

/// <summary>What a rule caught lately, beside what others made of the same.</summary>
/// <param name="Reader">Who looks.</param>
/// <param name="Id">The rule's.</param>
/// <param name="Rule">As it is now; null when it was deleted.</param>
/// <param name="Entries">The latest that it matched.</param>
/// <param name="Total">How many it matched in the last thirty days.</param>
/// <param name="Problem">Why it cannot be shown; null when all is well.</param>
public sealed record RuleMatches(RuleReader Reader, Guid Id, AuditRule? Rule, IReadOnlyList<AuditEntry> Entries, long Total, ServiceException? Problem)
{
    /// <summary>Those that it matched in shadow.</summary>
    public int InShadow => Entries.Count(entry => Own(entry)?.Mode == RuleMode.Shadow);

    /// <summary>Those that no rule in force matched: what would be new if this one were.</summary>
    public int Alone => Entries.Count(entry => !Others(entry).Any(rule => rule.Mode == RuleMode.Live));

    public int People => Entries.Select(entry => entry.Actor.Id ?? entry.Actor.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count();

    /// <summary>The rule as it matched then.</summary>
    public RuleMatch? Own(AuditEntry entry) => entry.Rules.FirstOrDefault(rule => rule.Id == Id);

    public IEnumerable<RuleMatch> Others(AuditEntry entry) => entry.Rules.Where(rule => rule.Id != Id);
}
