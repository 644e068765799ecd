using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.AuditWriter.Consumers;

internal sealed class FailureConsumerDefinition : ConsumerDefinition<FailureConsumer>
{
    public FailureConsumerDefinition() => EndpointName = Queues.Failures;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<FailureConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.BindTo(Exchanges.Failures);
}
