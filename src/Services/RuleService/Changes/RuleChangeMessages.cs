using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.RuleService.Changes;

/// <summary>Stored changes in the words of the bus.</summary>
internal static class RuleChangeMessages
{
    public static ConfigurationChanged ToConfigurationChanged(AuditRuleChange change) => new()
    {
        ChangeId = change.ChangeId,
        Tenant = Tenants.Default,
        AuditableResource = AuditableResources.AuditRule,
        AuditableAction = change.Kind switch
        {
            RuleChangeKind.Created => AuditableActions.Create,
            RuleChangeKind.Updated => AuditableActions.Update,
            RuleChangeKind.Deleted => AuditableActions.Delete,
            _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "This kind of change has no action in the catalogue."),
        },
        ResourceName = (change.Current ?? change.Previous)?.Name ?? "",
        Actor = change.Actor,
        OccurredAt = change.ChangedAt,
        Target = new Target { Level = TargetLevels.Tenant, Name = Tenants.Default, Path = Tenants.Default },
        AdditionalMetadata = WireFormat.ToJsonText(new { change.RuleId, change.Version, change.Revision }),
        PreviousState = State(change.Previous),
        NewState = State(change.Current),
    };

    public static AuditRulesChanged ToAuditRulesChanged(IReadOnlyList<AuditRuleChange> changes) => new()
    {
        Revision = changes.Max(change => change.Revision),
        RuleIds = [.. changes.Select(change => change.RuleId).Distinct()],
        ChangedAt = changes.Max(change => change.ChangedAt),
    };

    private static JsonText State(AuditRule? rule) => rule is null ? default : WireFormat.ToJsonText(rule);
}
