using Auditor.Contracts;
using Auditor.Hosting.Changes;
using Auditor.Storage;
using MassTransit;

namespace Auditor.RuleService.Changes;

/// <summary>Tells the log of changed rules, and the plugins that there is a new revision.</summary>
internal sealed class RuleChangeRelay(IAuditRuleStore store, IBusControl bus, ILogger<RuleChangeRelay> logger, AppendedChanges? appended = null)
    : ChangeRelay<AuditRuleChange>("audit rules", bus, logger, appended)
{
    private readonly IBusControl _bus = bus;

    protected override Task<IReadOnlyList<AuditRuleChange>> UnannouncedAsync(int maximum, CancellationToken cancellation) =>
        store.UnannouncedAsync(maximum, cancellation);

    protected override Task MarkAnnouncedAsync(Guid changeId, CancellationToken cancellation) => store.MarkAnnouncedAsync(changeId, cancellation);

    protected override ConfigurationChanged ToConfigurationChanged(AuditRuleChange change) => RuleChangeMessages.ToConfigurationChanged(change);

    protected override Task TellOthersAsync(IReadOnlyList<AuditRuleChange> changes, CancellationToken cancellation) =>
        _bus.Publish(RuleChangeMessages.ToAuditRulesChanged(changes), cancellation);
}
