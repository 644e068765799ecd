using Auditor.AuditWriter.Entries;
using Auditor.Contracts;
using MassTransit;

namespace Auditor.AuditWriter.Consumers;

/// <summary>Records decided activities.</summary>
internal sealed class DecisionConsumer(FactRecorder recorder) : IConsumer<ActivityDecided>
{
    public Task Consume(ConsumeContext<ActivityDecided> context) =>
        recorder.RecordAsync(context, Queues.Decisions, (decided, _) => EntryOfActivity.Create(decided));
}
