using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.RuleService.Changes;

internal sealed class AppendedChangesDefinition : ConsumerDefinition<AppendedChanges>
{
    public AppendedChangesDefinition() => EndpointName = "auditor.rule-service.appended";

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<AppendedChanges> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.BindTo(Exchanges.Appended);
}
