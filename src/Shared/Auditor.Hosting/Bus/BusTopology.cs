using Auditor.Contracts;
using Auditor.Hosting.Telemetry;
using Auditor.Wire;
using MassTransit;

namespace Auditor.Hosting.Bus;

/// <summary>Which message travels on which exchange, by which routing key, into which queue. docs/wire.md is this in words.</summary>
internal static class BusTopology
{
    private const string TopicExchange = "topic";

    public static void Apply(IBusFactoryConfigurator bus)
    {
        Name<ActivityObserved>(bus, Exchanges.Activities, RoutingKeys.Of);
        Name<ActivityDecided>(bus, Exchanges.Decisions, RoutingKeys.Of);
        Name<ConfigurationChanged>(bus, Exchanges.Changes, RoutingKeys.Of);
        Name<AuditEntryAppended>(bus, Exchanges.Appended, RoutingKeys.Of);
        Name<OutcomeDelivered>(bus, Exchanges.Outcomes, _ => "delivered");
        Name<AuditRulesChanged>(bus, Exchanges.Rules, _ => "changed");
        Name<OperatorPolicyRequested>(bus, Exchanges.Policy, _ => "request");
        Name<IdentityRequested>(bus, Exchanges.Access, _ => "request");
        Name<LogRequested>(bus, Exchanges.Log, _ => "request");
        Name<MessageFailed>(bus, Exchanges.Failures, _ => "failed");
        FactTraceHeader.Apply(bus);
        // What is handed over as it is (FailureReporting).
        bus.Message<ReceivedBody>(message => message.SetEntityName(Exchanges.DeadLetters));
    }

    /// <summary>
    /// Facts for AuditWriter have their queue declared by whoever publishes them, not only by AuditWriter: so a fact published
    /// before AuditWriter ever ran waits for it instead of vanishing.
    /// </summary>
    public static void ApplyRabbitMq(IRabbitMqBusFactoryConfigurator bus, BusOptions options)
    {
        Publish<ActivityObserved>(bus, options, Queues.Activities);
        Publish<ActivityDecided>(bus, options, Queues.Decisions);
        Publish<ConfigurationChanged>(bus, options, Queues.Changes);
        Publish<OutcomeDelivered>(bus, options, Queues.Outcomes);
        Publish<MessageFailed>(bus, options, Queues.Failures);
        Publish<OperatorPolicyRequested>(bus, options, Queues.Policy);
        Publish<IdentityRequested>(bus, options, Queues.Access);
        Publish<LogRequested>(bus, options, Queues.Log);
        Publish<AuditEntryAppended>(bus, options, queue: null);
        Publish<AuditRulesChanged>(bus, options, queue: null);
        Publish<ReceivedBody>(bus, options, queue: null);
    }

    public static void ApplyInMemory(IInMemoryBusFactoryConfigurator bus)
    {
        Topic<ActivityObserved>(bus);
        Topic<ActivityDecided>(bus);
        Topic<ConfigurationChanged>(bus);
        Topic<AuditEntryAppended>(bus);
        Topic<OutcomeDelivered>(bus);
        Topic<AuditRulesChanged>(bus);
        Topic<OperatorPolicyRequested>(bus);
        Topic<IdentityRequested>(bus);
        Topic<LogRequested>(bus);
        Topic<MessageFailed>(bus);
        Topic<ReceivedBody>(bus);
    }

    /// <summary>What every durable queue of ours is declared with; the same wherever it is declared, or the broker refuses.</summary>
    public static void SetQueueArguments(Action<string, object> set, string queue, BusOptions options)
    {
        set("x-queue-type", "quorum");
        if (queue is Queues.Failures or Queues.DeadLetters)
        {
            // The last resort: what waits here waits as long as it takes, and is never given up.
            set("x-delivery-limit", int.MaxValue);
            return;
        }

        set("x-delivery-limit", options.DeliveryLimit);
        set("x-dead-letter-exchange", Exchanges.DeadLetters);
        // At least once, or a broker crash could lose a dead letter; it asks for reject-publish (RabbitMQ, "Quorum Queues").
        set("x-dead-letter-strategy", "at-least-once");
        set("x-overflow", "reject-publish");
    }

    private static void Name<T>(IBusFactoryConfigurator bus, string exchange, Func<T, string> routingKey)
        where T : class
    {
        bus.Message<T>(message => message.SetEntityName(exchange));
        bus.Send<T>(send => send.UseRoutingKeyFormatter(context => routingKey(context.Message)));
    }

    private static void Publish<T>(IRabbitMqBusFactoryConfigurator bus, BusOptions options, string? queue)
        where T : class =>
        bus.Publish<T>(publish =>
        {
            publish.ExchangeType = TopicExchange;
            // Excluded from what is declared, not from what is published.
            publish.Exclude = !options.DeclareTopology;
            if (queue is not null)
            {
                publish.BindQueue(publish.Exchange.ExchangeName, queue, binding =>
                {
                    binding.ExchangeType = TopicExchange;
                    binding.RoutingKey = "#";
                    SetQueueArguments(binding.SetQueueArgument, queue, options);
                });
            }
        });

    private static void Topic<T>(IInMemoryBusFactoryConfigurator bus)
        where T : class =>
        bus.Publish<T>(publish => publish.ExchangeType = MassTransit.Transports.Fabric.ExchangeType.Topic);
}
