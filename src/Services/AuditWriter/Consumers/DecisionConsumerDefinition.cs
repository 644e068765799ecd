using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.AuditWriter.Consumers;

internal sealed class DecisionConsumerDefinition : ConsumerDefinition<DecisionConsumer>
{
    public DecisionConsumerDefinition() => EndpointName = Queues.Decisions;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<DecisionConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.BindTo(Exchanges.Decisions);
}
