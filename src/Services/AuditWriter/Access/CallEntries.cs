using Auditor.AuditWriter.Appending;
using Auditor.Contracts;
using Auditor.Hosting.Access;

namespace Auditor.AuditWriter.Access;

/// <summary>Puts calls into the log of this very process.</summary>
internal sealed class CallEntries(OwnEntries entries, TimeProvider time) : ICallRecorder
{
    public Task RecordAsync(AuditedCall call, int times, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        entries.RecordAsync(
            new AuditEntry
            {
                EntryId = Guid.CreateVersion7(),
                AuditableResource = call.Resource,
                AuditableAction = call.Action,
                ResourceName = call.Route,
                Actor = call.Actor,
                OccurredAt = from,
                AcceptedAt = time.GetUtcNow(),
                Target = new Target { Level = TargetLevels.Tenant, Name = Tenants.Default, Path = Tenants.Default },
                AdditionalMetadata = call.Metadata(times, from, until),
                Result = call.Result,
            },
            cancellation);
}
