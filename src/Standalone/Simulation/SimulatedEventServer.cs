using Auditor.Contracts;
using Auditor.Hosting.Bus;
using Auditor.Plugin.Core.Outcomes;
using MassTransit;

namespace Auditor.Standalone.Simulation;

/// <summary>
/// Stands in for Event Server: takes appended entries, hands what they demand of XProtect to the output, once an entry, and reports
/// the delivery back to the log.
/// </summary>
internal sealed class SimulatedEventServer(IOutcomeOutput output, DeliveredEntries delivered, TimeProvider time) : IConsumer<AuditEntryAppended>
{
    public async Task Consume(ConsumeContext<AuditEntryAppended> context)
    {
        AuditEntry entry = context.Message.Entry;
        if (!delivered.Add(entry.EntryId))
        {
            return;
        }

        OutcomeRendering outcome = OutcomeRendering.Of(entry);
        output.Write(entry, outcome);
        if (!outcome.IsEmpty)
        {
            await context.Publish(Report(entry, outcome), context.CancellationToken);
        }
    }

    private OutcomeDelivered Report(AuditEntry entry, OutcomeRendering outcome)
    {
        var deliveries = new List<OutcomeDelivery>();
        if (outcome.LogLine is { } line)
        {
            deliveries.Add(new OutcomeDelivery { Text = line });
        }

        deliveries.AddRange(outcome.Events.Select(fired => new OutcomeDelivery { Text = fired.Name, RuleId = fired.RuleId }));
        return new OutcomeDelivered
        {
            DeliveryId = FailureId.Of("delivery", entry.EntryId.ToByteArray()),
            EntryId = entry.EntryId,
            Tenant = entry.Tenant,
            Deliveries = deliveries,
            Host = "simulated",
            DeliveredAt = time.GetUtcNow(),
        };
    }
}
