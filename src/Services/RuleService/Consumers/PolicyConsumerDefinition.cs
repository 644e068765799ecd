using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.RuleService.Consumers;

internal sealed class PolicyConsumerDefinition : ConsumerDefinition<PolicyConsumer>
{
    public PolicyConsumerDefinition() => EndpointName = Queues.Policy;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<PolicyConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.BindTo(Exchanges.Policy);
}
