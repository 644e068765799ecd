using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.Hosting.Changes;

internal sealed class AppendedChangesDefinition : ConsumerDefinition<AppendedChanges>
{
    public AppendedChangesDefinition() => EndpointName = "auditor.changes-appended";

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<AppendedChanges> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.BindTo(Exchanges.Appended);
}
