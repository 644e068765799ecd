using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.AuditWriter.Entries;

/// <summary>The entry that records what became of an entry's outcome. Pure.</summary>
internal static class EntryOfOutcome
{
    /// <exception cref="RefusedFactException">The report lacks an id.</exception>
    public static AuditEntry Create(OutcomeDelivered delivered, DateTimeOffset acceptedAt)
    {
        if (delivered.DeliveryId == Guid.Empty || delivered.EntryId == Guid.Empty)
        {
            throw new RefusedFactException("'deliveryId' and 'entryId' must be UUIDs that are not all zeros.");
        }

        if ((delivered.Deliveries ?? []).Any(delivery => delivery is null))
        {
            throw new RefusedFactException("'deliveries' must not hold null.");
        }

        bool failed = (delivered.Deliveries ?? []).Any(delivery => delivery.Error is not null);
        string tenant = string.IsNullOrWhiteSpace(delivered.Tenant) ? Tenants.Default : delivered.Tenant;
        return new AuditEntry
        {
            EntryId = delivered.DeliveryId,
            Tenant = tenant,
            AuditableResource = AuditableResources.Outcome,
            AuditableAction = failed ? AuditableActions.Fail : AuditableActions.Deliver,
            ResourceName = delivered.EntryId.ToString(),
            Actor = new Actor { Type = ActorTypes.Service, Name = string.IsNullOrWhiteSpace(delivered.DeliveredBy) ? "Event Server" : delivered.DeliveredBy, Workstation = delivered.Host },
            OccurredAt = delivered.DeliveredAt,
            AcceptedAt = acceptedAt,
            Target = new Target { Level = TargetLevels.Tenant, Name = tenant, Path = tenant },
            CorrelationId = delivered.EntryId,
            AdditionalMetadata = WireFormat.ToJsonText(delivered),
            Result = failed ? AuditResults.Failed : AuditResults.Succeeded,
        };
    }
}
