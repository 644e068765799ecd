using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>
/// The rules as RuleService keeps them; it decides by these and by no others. Every method ends within ten seconds, and throws
/// <see cref="RuleServiceException"/> when it did not get what it asked for.
/// </summary>
public interface IRuleService
{
    Task<IReadOnlyList<AuditRule>> ListAsync(CancellationToken cancellation);

    Task<AuditRule> GetAsync(Guid id, CancellationToken cancellation);

    /// <summary>The rule as saved. Safe to try again: the id is the rule's own, and the same rule again is the same rule.</summary>
    Task<AuditRule> CreateAsync(AuditRule rule, CancellationToken cancellation);

    /// <summary>The rule as saved.</summary>
    /// <param name="rule">As it should be.</param>
    /// <param name="version">The version that was edited; when it is not the latest any more, nothing is saved.</param>
    /// <param name="cancellation">Gives up waiting; whether it was saved is then not known.</param>
    Task<AuditRule> UpdateAsync(AuditRule rule, long version, CancellationToken cancellation);

    Task DeleteAsync(Guid id, long version, CancellationToken cancellation);

    /// <summary>Latest first.</summary>
    Task<IReadOnlyList<RuleVersion>> HistoryAsync(Guid id, CancellationToken cancellation);

    /// <summary>Whether the rule as saved catches somebody, and why, in a sentence.</summary>
    Task<string> CatchesAsync(Guid id, Actor actor, CancellationToken cancellation);
}
