using Auditor.AuditWriter.Entries;
using Auditor.Contracts;
using MassTransit;

namespace Auditor.AuditWriter.Consumers;

/// <summary>Records what became of outcomes.</summary>
internal sealed class OutcomeConsumer(FactRecorder recorder) : IConsumer<OutcomeDelivered>
{
    public Task Consume(ConsumeContext<OutcomeDelivered> context) =>
        recorder.RecordAsync(context, Queues.Outcomes, EntryOfOutcome.Create);
}
