using Auditor.Contracts;
using Auditor.Hosting.Bus;
using Auditor.Plugin.Core.Outcomes;
using MassTransit;

namespace Auditor.Standalone.Simulation;

/// <summary>
/// Stands in for Event Server: takes appended entries, hands what they demand of XProtect to the output, once an entry, and reports
/// the delivery back to the log.
/// </summary>
internal sealed class SimulatedEventServer(IOutcomeOutput output, DeliveredEntries delivered) : IConsumer<AuditEntryAppended>
{
    public async Task Consume(ConsumeContext<AuditEntryAppended> context)
    {
        AuditEntry entry = context.Message.Entry;
        OutcomeRendering outcome = OutcomeRendering.Of(entry);
        if (delivered.Add(entry.EntryId))
        {
            output.Write(entry, outcome);
        }

        // Also of an entry that came before: the report of it may be what failed.
        if (!outcome.IsEmpty)
        {
            await context.Publish(Report(entry, outcome), context.CancellationToken);
        }
    }

    private static OutcomeDelivered Report(AuditEntry entry, OutcomeRendering outcome)
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
            // A simulated delivery takes no time, and a second report of it says the same as the first.
            DeliveredAt = entry.AppendedAt,
        };
    }
}
