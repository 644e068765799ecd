using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>The audit rules of one revision, compiled for deciding. Immutable; safe for concurrent use.</summary>
public sealed class RuleBook
{
    private RuleBook(long revision) => Revision = revision;

    /// <summary>No rules, revision 0.</summary>
    public static RuleBook Empty { get; } = Compile([], 0);

    public long Revision { get; }

    public static RuleBook Compile(IReadOnlyCollection<AuditRule> rules, long revision)
    {
        return new RuleBook(revision);
    }

    public Decision Decide(ActivityObserved activity) => new() { Revision = Revision };

    public IReadOnlyList<AuditRule> PolicyFor(Actor actor) => [];
}
