using Auditor.AuditWriter.Appending;
using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Verifying;

/// <summary>Verifications in the log itself: AUDIT_LOG VERIFY, with the verification's id as correlation id and the whole of it as the entry's new state.</summary>
internal sealed class VerificationEntries(OwnEntries own, IAuditLog log, TimeProvider time)
{
    /// <summary>Among the latest entries of this kind there are also those of people who fetched proofs.</summary>
    private const int LookedAt = 200;

    /// <summary>Ends when the entry is durable.</summary>
    /// <exception cref="StoreUnavailableException">It could not be written.</exception>
    public Task RecordAsync(Verification ended, CancellationToken cancellation) => own.RecordAsync(
        new AuditEntry
        {
            EntryId = Guid.CreateVersion7(),
            AuditableResource = AuditableResources.AuditLog,
            AuditableAction = AuditableActions.Verify,
            ResourceName = ended.Summary ?? "",
            Actor = ended.RequestedBy,
            OccurredAt = time.GetUtcNow(),
            AcceptedAt = time.GetUtcNow(),
            Target = new Target { Level = TargetLevels.Tenant, Name = Tenants.Default, Path = Tenants.Default },
            CorrelationId = ended.Id,
            Result = ended.Outcome is Ledger.VerificationOutcome.Proven ? AuditResults.Succeeded : AuditResults.Failed,
            AdditionalMetadata = WireFormat.ToJsonText(new { verificationId = ended.Id, ended.Outcome, ended.Summary, ended.ProvenEntries, ended.CheckpointSize }),
            NewState = WireFormat.ToJsonText(ended),
        },
        cancellation);

    /// <summary>The last that came to a result, as the log has it; null when none of the latest entries about verifying is one.</summary>
    public async Task<Verification?> FindLastAsync(CancellationToken cancellation)
    {
        var verified = new AuditFilter { Resource = AuditableResources.AuditLog, Action = AuditableActions.Verify };
        AuditPage page = await log.QueryAsync(new AuditQuery(verified, LookedAt, OldestFirst: false, After: null), cancellation);
        return page.Entries.Where(entry => entry.CorrelationId is not null && !entry.NewState.IsNull)
            .Select(entry => WireFormat.Deserialize<Verification>(entry.NewState.ToString())).FirstOrDefault(verification => verification.Outcome is not null);
    }
}
