using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.RuleService.Consumers;

internal sealed class ActivityConsumerDefinition : ConsumerDefinition<ActivityConsumer>
{
    public ActivityConsumerDefinition() => EndpointName = Queues.Activities;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ActivityConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.BindTo(Exchanges.Activities);
}
