using Auditor.Contracts;
using Auditor.Notifier.Api;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.Notifier.Changes;

/// <summary>Stored changes in the words of the bus; secrets stay behind.</summary>
internal static class SubscriptionChangeMessages
{
    public static ConfigurationChanged ToConfigurationChanged(SubscriptionChange change) => new()
    {
        ChangeId = change.ChangeId,
        Tenant = Tenants.Default,
        AuditableResource = AuditableResources.Subscription,
        AuditableAction = change.Kind switch
        {
            SubscriptionChangeKind.Created => AuditableActions.Create,
            SubscriptionChangeKind.Updated => AuditableActions.Update,
            SubscriptionChangeKind.Deleted => AuditableActions.Delete,
            SubscriptionChangeKind.Disabled => AuditableActions.Disable,
            SubscriptionChangeKind.Skipped => AuditableActions.Skip,
            _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "This kind of change has no action in the catalogue."),
        },
        ResourceName = (change.Current ?? change.Previous)?.Name ?? "",
        Actor = change.Actor,
        OccurredAt = change.ChangedAt,
        Target = new Target { Level = TargetLevels.Tenant, Name = Tenants.Default, Path = Tenants.Default },
        AdditionalMetadata = WireFormat.ToJsonText(
            new { change.SubscriptionId, change.Version, change.Revision, change.Why, change.Position, change.FailingSince }),
        PreviousState = State(change.Previous),
        NewState = State(change.Current),
    };

    private static JsonText State(Subscription? subscription) =>
        subscription is null ? default : WireFormat.ToJsonText(SubscriptionView.Of(subscription));
}
