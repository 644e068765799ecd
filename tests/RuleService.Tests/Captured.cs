using System.Collections.Concurrent;
using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.RuleService.Tests;

/// <summary>What RuleService published, taken from the queues that AuditWriter would take it from.</summary>
internal sealed class Captured<T>
    where T : class
{
    private readonly ConcurrentQueue<T> _messages = new();

    public IReadOnlyList<T> All => [.. _messages];

    public void Add(T message) => _messages.Enqueue(message);

    public Task<T> OneAsync(Func<T, bool>? which = null) => Eventually.GetAsync(() => All.FirstOrDefault(which ?? (_ => true)));
}

internal sealed class Capture<T>(Captured<T> captured) : IConsumer<T>
    where T : class
{
    public Task Consume(ConsumeContext<T> context)
    {
        captured.Add(context.Message);
        return Task.CompletedTask;
    }
}

internal abstract class CaptureDefinition<T> : ConsumerDefinition<Capture<T>>
    where T : class
{
    private readonly string _exchange;

    protected CaptureDefinition(string queue, string exchange)
    {
        EndpointName = queue;
        _exchange = exchange;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<Capture<T>> consumerConfigurator, IRegistrationContext context)
    {
        // One at a time: they are kept in the order in which they were published.
        endpointConfigurator.ConcurrentMessageLimit = 1;
        endpointConfigurator.BindTo(_exchange);
    }
}

internal sealed class DecisionsCapture() : CaptureDefinition<ActivityDecided>(Queues.Decisions, Exchanges.Decisions);

internal sealed class ChangesCapture() : CaptureDefinition<ConfigurationChanged>(Queues.Changes, Exchanges.Changes);

internal sealed class FailuresCapture() : CaptureDefinition<MessageFailed>(Queues.Failures, Exchanges.Failures);

internal sealed class RulesCapture() : CaptureDefinition<AuditRulesChanged>("capture-rules", Exchanges.Rules);
