using Auditor.AuditWriter.Appending;
using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Exporting;

/// <summary>Records in the log who takes what out of it: AUDIT_LOG EXPORT, with the export's id as correlation id.</summary>
internal sealed class ExportEntries(OwnEntries own, TimeProvider time)
{
    /// <summary>A person waits; a store that is away this long is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Ends when the entry is durable.</summary>
    /// <exception cref="StoreUnavailableException">It could not be written in time.</exception>
    public async Task RecordAsync(ExportStep step, Export export, Actor actor, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await own.RecordAsync(EntryOf(step, export, actor), patience.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The log could not record the export, and nothing leaves the log unrecorded.", late);
        }
    }

    private AuditEntry EntryOf(ExportStep step, Export export, Actor actor) => new()
    {
        EntryId = Guid.CreateVersion7(),
        AuditableResource = AuditableResources.AuditLog,
        AuditableAction = AuditableActions.Export,
        ResourceName = export.FileName,
        Actor = actor,
        OccurredAt = time.GetUtcNow(),
        AcceptedAt = time.GetUtcNow(),
        Target = new Target { Level = TargetLevels.Tenant, Name = Tenants.Default, Path = Tenants.Default },
        CorrelationId = export.Id,
        Result = step switch
        {
            ExportStep.Failed => AuditResults.Failed,
            ExportStep.Cancelled => AuditResults.Cancelled,
            _ => AuditResults.Succeeded,
        },
        AdditionalMetadata = WireFormat.ToJsonText(new
        {
            step,
            exportId = export.Id,
            export.Format,
            export.Filter,
            export.Zone,
            export.Count,
            export.Written,
            export.NotCheckpointed,
            export.Bytes,
            export.Sha256,
            export.FileName,
            export.Problem,
        }),
    };
}
