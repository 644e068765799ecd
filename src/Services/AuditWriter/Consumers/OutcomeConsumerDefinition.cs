using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.AuditWriter.Consumers;

internal sealed class OutcomeConsumerDefinition : ConsumerDefinition<OutcomeConsumer>
{
    public OutcomeConsumerDefinition() => EndpointName = Queues.Outcomes;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<OutcomeConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.BindTo(Exchanges.Outcomes);
}
