using Auditor.Storage;

namespace Auditor.RuleService.Tests;

/// <summary>A rule store that can be out of reach.</summary>
internal sealed class FlakyRuleStore(IAuditRuleStore inner) : IAuditRuleStore
{
    public bool Unreachable { get; set; }

    /// <summary>A crash after the broker confirmed and before the store was told.</summary>
    public bool CannotMark { get; set; }

    /// <summary>Takes so many more changes, then no more.</summary>
    public int ChangesLeft { get; set; } = int.MaxValue;

    public Task<AuditRuleSet> LoadAsync(CancellationToken cancellation) => Reach().LoadAsync(cancellation);

    public Task<long> RevisionAsync(CancellationToken cancellation) => Reach().RevisionAsync(cancellation);

    public Task<RuleChangeResult> ChangeAsync(AuditRuleChange change, CancellationToken cancellation) =>
        ChangesLeft-- > 0 ? Reach().ChangeAsync(change, cancellation) : throw Away();

    public Task<IReadOnlyList<AuditRuleChange>> HistoryAsync(Guid ruleId, CancellationToken cancellation) => Reach().HistoryAsync(ruleId, cancellation);

    public Task<IReadOnlyList<AuditRuleChange>> UnannouncedAsync(int maximum, CancellationToken cancellation) => Reach().UnannouncedAsync(maximum, cancellation);

    public Task MarkAnnouncedAsync(Guid changeId, CancellationToken cancellation) =>
        CannotMark ? throw Away() : Reach().MarkAnnouncedAsync(changeId, cancellation);

    private static StoreUnavailableException Away() => new("The store is out of reach.", new IOException("pulled the plug"));

    private IAuditRuleStore Reach() => Unreachable ? throw Away() : inner;
}
