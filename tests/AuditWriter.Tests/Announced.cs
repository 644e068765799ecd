using System.Collections.Concurrent;
using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.AuditWriter.Tests;

/// <summary>What the writer announced.</summary>
internal sealed class Announced
{
    private readonly ConcurrentQueue<AuditEntry> _entries = new();

    public IReadOnlyCollection<AuditEntry> Entries => _entries;

    public void Add(AuditEntry entry) => _entries.Enqueue(entry);

    public async Task<AuditEntry> OfAsync(Guid entryId, int times = 1)
    {
        DateTime until = DateTime.UtcNow.AddSeconds(30);
        while (_entries.Count(entry => entry.EntryId == entryId) < times)
        {
            Assert.True(DateTime.UtcNow < until, $"{entryId} was not announced {times} time(s).");
            await Task.Delay(10);
        }

        return _entries.First(entry => entry.EntryId == entryId);
    }
}

internal sealed class AnnouncedConsumer(Announced announced) : IConsumer<AuditEntryAppended>
{
    public Task Consume(ConsumeContext<AuditEntryAppended> context)
    {
        announced.Add(context.Message.Entry);
        return Task.CompletedTask;
    }
}

internal sealed class AnnouncedConsumerDefinition : ConsumerDefinition<AnnouncedConsumer>
{
    public AnnouncedConsumerDefinition() => EndpointName = "test.announced";

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<AnnouncedConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.BindTo(Exchanges.Appended);
}
