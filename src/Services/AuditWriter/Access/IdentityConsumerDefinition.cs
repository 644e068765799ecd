using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.AuditWriter.Access;

internal sealed class IdentityConsumerDefinition : ConsumerDefinition<IdentityConsumer>
{
    public IdentityConsumerDefinition() => EndpointName = Queues.Access;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<IdentityConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.BindTo(Exchanges.Access);
}
