using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.Standalone.Simulation;

internal sealed class SimulatedEventServerDefinition : ConsumerDefinition<SimulatedEventServer>
{
    public SimulatedEventServerDefinition() => EndpointName = "auditor.simulated-event-server.appended";

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<SimulatedEventServer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.BindTo(Exchanges.Appended);
}
