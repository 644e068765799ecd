using Auditor.AuditWriter.Entries;
using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.AuditWriter.Consumers;

/// <summary>Records configuration changes.</summary>
internal sealed class ChangeConsumer(FactRecorder recorder) : IConsumer<ConfigurationChanged>
{
    public Task Consume(ConsumeContext<ConfigurationChanged> context) =>
        recorder.RecordAsync(context, Queues.Changes, (change, acceptedAt) => EntryOfChange.Create(change, acceptedAt) with { PublishedBy = context.PublishedBy() });
}
