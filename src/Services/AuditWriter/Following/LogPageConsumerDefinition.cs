using Auditor.Contracts;
using Auditor.Hosting.Bus;
using MassTransit;

namespace Auditor.AuditWriter.Following;

internal sealed class LogPageConsumerDefinition : ConsumerDefinition<LogPageConsumer>
{
    public LogPageConsumerDefinition() => EndpointName = Queues.Log;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<LogPageConsumer> consumerConfigurator, IRegistrationContext context)
    {
        // An answer may be half a megabyte: a few at a time are enough, and bound what is in memory.
        endpointConfigurator.PrefetchCount = 8;
        endpointConfigurator.BindTo(Exchanges.Log);
    }
}
