using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.AuditWriter.Consumers;

internal sealed class ChangeConsumerDefinition : ConsumerDefinition<ChangeConsumer>
{
    public ChangeConsumerDefinition() => EndpointName = Queues.Changes;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ChangeConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.BindTo(Exchanges.Changes);
}
