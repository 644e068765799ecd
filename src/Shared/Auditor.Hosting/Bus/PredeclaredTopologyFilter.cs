using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Configuration;
using MassTransit.RabbitMqTransport.Middleware;
using Microsoft.Extensions.Logging;

namespace Auditor.Hosting.Bus;

/// <summary>
/// Takes the place of MassTransit's own declarations on the channel of a receive endpoint (decision 0027): nothing is declared or bound, so
/// that the broker user needs no <c>configure</c> permission. Only that the queue is there is looked at.
/// </summary>
/// <param name="settings">The endpoint's; MassTransit leaves them on the channel while it declares.</param>
/// <param name="logger">Log.</param>
internal sealed partial class PredeclaredTopologyFilter(ReceiveSettings settings, ILogger<PredeclaredTopologyFilter> logger) : IFilter<ChannelContext>
{
    public static void UseOn(IRabbitMqReceiveEndpointConfigurator endpoint, ILogger<PredeclaredTopologyFilter> logger)
    {
        ReceiveSettings settings = ((IRabbitMqReceiveEndpointConfiguration)endpoint).Settings;
        endpoint.ConfigureChannel(channel => channel.UseFilter(new PredeclaredTopologyFilter(settings, logger)));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("predeclaredTopology");

    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        // MassTransit sets a channel up once for each kind of settings; what is set up already it leaves alone.
        await context.OneTimeSetup<ConfigureTopologyContext<ReceiveSettings>>(() =>
        {
            context.GetOrAddPayload(() => settings);
            return LookAsync(context);
        });
        await context.OneTimeSetup<ConfigureTopologyContext<ErrorSettings>>(() => Task.CompletedTask);
        await next.Send(context);
    }

    private async Task LookAsync(ChannelContext context)
    {
        try
        {
            await context.QueueDeclarePassive(settings.QueueName);
        }
        catch (Exception problem)
        {
            // It is tried again for as long as the host runs; MassTransit would not say why.
            Log.NotThere(logger, settings.QueueName, problem.Message);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1008, Level = LogLevel.Error, Message = "Queue {Queue} cannot be read. It must be among the broker's definitions while Auditor:Bus:DeclareTopology is false: {Problem}")]
        public static partial void NotThere(ILogger logger, string queue, string problem);
    }
}
