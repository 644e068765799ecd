using Auditor.AuditWriter.Appending;
using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.BackTesting;

/// <summary>Records in the log who tries which rule on which part of it, before it is read: AUDIT_LOG READ, with the back-test's id as correlation id.</summary>
internal sealed class BackTestEntries(OwnEntries own, TimeProvider time)
{
    /// <summary>A person waits; a store that is away this long is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Ends when the entry is durable.</summary>
    /// <exception cref="StoreUnavailableException">It could not be written in time.</exception>
    public async Task RecordAsync(BackTest test, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await own.RecordAsync(EntryOf(test), patience.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The log could not record the back-test, and nobody reads the log unrecorded.", late);
        }
    }

    private AuditEntry EntryOf(BackTest test)
    {
        const string route = "POST /api/audit/back-tests";
        DateTimeOffset now = time.GetUtcNow();
        return new AuditEntry
        {
            EntryId = Guid.CreateVersion7(),
            AuditableResource = AuditableResources.AuditLog,
            AuditableAction = AuditableActions.Read,
            ResourceName = route,
            Actor = test.RequestedBy,
            OccurredAt = now,
            AcceptedAt = now,
            Target = new Target { Level = TargetLevels.Tenant, Name = Tenants.Default, Path = Tenants.Default },
            CorrelationId = test.Id,
            AdditionalMetadata = WireFormat.ToJsonText(new
            {
                route,
                times = 1,
                from = now,
                until = now,
                backTestId = test.Id,
                rule = test.Rule,
                period = new { test.From, test.To },
                tenantOnly = test.Tenant,
            }),
        };
    }
}
