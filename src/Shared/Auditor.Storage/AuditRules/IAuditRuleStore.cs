namespace Auditor.Storage;

/// <summary>
/// The audit rules and their history. The history is the truth: a change is one insert, and the rules are the latest change of
/// each. Safe for concurrent use by any number of processes.
/// </summary>
public interface IAuditRuleStore
{
    /// <summary>The rules as they are now, with the revision they belong to.</summary>
    Task<AuditRuleSet> LoadAsync(CancellationToken cancellation);

    /// <summary>The revision of the latest change; 0 before the first. MUST be cheap: it is asked several times a second.</summary>
    Task<long> RevisionAsync(CancellationToken cancellation);

    /// <summary>
    /// Adds a change. MUST be durable when it returns and MUST be all or nothing. MUST add it only when the rule's latest version
    /// is the change's version less one (0 when there is no such rule), also when two processes try at once; then gives it the
    /// next revision. MUST be idempotent by change id.
    /// </summary>
    /// <returns>The change as stored; or, when the version is not the next one, the rule's latest change, or null when the rule does not exist.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or cannot write.</exception>
    Task<RuleChangeResult> ChangeAsync(AuditRuleChange change, CancellationToken cancellation);

    /// <summary>Every change of a rule, latest first; empty when there is no such rule.</summary>
    Task<IReadOnlyList<AuditRuleChange>> HistoryAsync(Guid ruleId, CancellationToken cancellation);

    /// <summary>Changes that the log has not been told of, in the order of their revision, at most <paramref name="maximum"/>.</summary>
    Task<IReadOnlyList<AuditRuleChange>> UnannouncedAsync(int maximum, CancellationToken cancellation);

    /// <summary>Marks a change as told to the log. Called after the broker has confirmed it; calling it again changes nothing.</summary>
    Task MarkAnnouncedAsync(Guid changeId, CancellationToken cancellation);
}
