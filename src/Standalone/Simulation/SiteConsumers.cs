using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.Standalone.Simulation;

/// <summary>What the simulated site takes from the bus.</summary>
internal static class SiteConsumers
{
    /// <param name="bus">The host's bus.</param>
    /// <param name="broker">With a broker a fact is safe when it is confirmed; without one, only when its entry is in the log.</param>
    public static void Add(IBusRegistrationConfigurator bus, bool broker)
    {
        bus.AddConsumer<ForEventServer, ForEventServer.Definition>();
        bus.AddConsumer<ForClients, ForClients.Definition>();
        if (!broker)
        {
            bus.AddConsumer<ForSenders, ForSenders.Definition>();
        }
    }

    /// <summary>Entries for the Event Servers' plugins, one after the other.</summary>
    internal sealed class ForEventServer(SiteTraffic traffic, DeliveryWatch deliveries) : IConsumer<AuditEntryAppended>
    {
        public async Task Consume(ConsumeContext<AuditEntryAppended> context)
        {
            AuditEntry entry = context.Message.Entry;
            deliveries.Begin();
            await traffic.TakeAsync(entry, context.CancellationToken);
            deliveries.End(entry);
        }

        internal sealed class Definition : ConsumerDefinition<ForEventServer>
        {
            public Definition()
            {
                EndpointName = "auditor.simulated-event-server.appended";
                ConcurrentMessageLimit = 1;
            }

            protected override void ConfigureConsumer(
                IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ForEventServer> consumerConfigurator, IRegistrationContext context) =>
                endpointConfigurator.BindTo(Exchanges.Appended);
        }
    }

    /// <summary>Tells senders that a fact of theirs is in the log.</summary>
    internal sealed class ForSenders(SiteTraffic traffic) : IConsumer<AuditEntryAppended>
    {
        public Task Consume(ConsumeContext<AuditEntryAppended> context)
        {
            traffic.Appended(context.Message.Entry.EntryId);
            return Task.CompletedTask;
        }

        internal sealed class Definition : ConsumerDefinition<ForSenders>
        {
            public Definition() => EndpointName = "auditor.simulated-site.appended";

            protected override void ConfigureConsumer(
                IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ForSenders> consumerConfigurator, IRegistrationContext context) =>
                endpointConfigurator.BindTo(Exchanges.Appended);
        }
    }

    /// <summary>Word for the clients that rules have changed. Of interest only while they run, hence a queue that goes with the process.</summary>
    internal sealed class ForClients(SiteTraffic traffic) : IConsumer<AuditRulesChanged>
    {
        public Task Consume(ConsumeContext<AuditRulesChanged> context)
        {
            traffic.RulesChanged(context.Message);
            return Task.CompletedTask;
        }

        internal sealed class Definition : ConsumerDefinition<ForClients>
        {
            public Definition() => Endpoint(endpoint =>
            {
                endpoint.Name = "simulated-site.rules." + Guid.NewGuid().ToString("n");
                endpoint.Temporary = true;
            });

            protected override void ConfigureConsumer(
                IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ForClients> consumerConfigurator, IRegistrationContext context) =>
                endpointConfigurator.BindTo(Exchanges.Rules);
        }
    }
}
