using MassTransit;

namespace Auditor.Hosting.Bus;

/// <summary>What consumer definitions say about their queue, whichever transport carries it.</summary>
public static class EndpointBinding
{
    /// <summary>Binds the endpoint's queue to a topic exchange, for every routing key.</summary>
    public static void BindTo(this IReceiveEndpointConfigurator endpoint, string exchange)
    {
        endpoint.ConfigureConsumeTopology = false;
        switch (endpoint)
        {
            case IRabbitMqReceiveEndpointConfigurator rabbit:
                rabbit.Bind(exchange, binding =>
                {
                    binding.ExchangeType = "topic";
                    binding.RoutingKey = "#";
                });
                break;
            case IInMemoryReceiveEndpointConfigurator memory:
                memory.Bind(exchange, MassTransit.Transports.Fabric.ExchangeType.Topic, "#");
                break;
        }
    }
}
