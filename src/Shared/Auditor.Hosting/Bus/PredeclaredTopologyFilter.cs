using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Configuration;
using MassTransit.RabbitMqTransport.Middleware;

namespace Auditor.Hosting.Bus;

/// <summary>
/// Takes the place of MassTransit's own declarations on the channel of a receive endpoint (decision 0027): nothing is declared or bound, so
/// that the broker user needs no <c>configure</c> permission. Only that the queue is there is looked at.
/// </summary>
/// <param name="settings">The endpoint's; MassTransit leaves them on the channel while it declares.</param>
internal sealed class PredeclaredTopologyFilter(ReceiveSettings settings) : IFilter<ChannelContext>
{
    public static void UseOn(IRabbitMqReceiveEndpointConfigurator endpoint)
    {
        ReceiveSettings settings = ((IRabbitMqReceiveEndpointConfiguration)endpoint).Settings;
        endpoint.ConfigureChannel(channel => channel.UseFilter(new PredeclaredTopologyFilter(settings)));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("predeclaredTopology");

    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        // MassTransit sets a channel up once for each kind of settings; what is set up already it leaves alone.
        await context.OneTimeSetup<ConfigureTopologyContext<ReceiveSettings>>(() =>
        {
            context.GetOrAddPayload(() => settings);
            return context.QueueDeclarePassive(settings.QueueName);
        });
        await context.OneTimeSetup<ConfigureTopologyContext<ErrorSettings>>(() => Task.CompletedTask);
        await next.Send(context);
    }
}
