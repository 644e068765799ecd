using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Auditor.Hosting.Bus;

/// <summary>Asks the broker, beside the bus and by a connection of its own, whether it lets this process in.</summary>
internal sealed class BrokerProbe(IConfiguration configuration)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        ConnectionFactory factory = configuration.BesideTheBus("Auditor probe", Patience);
        try
        {
            await using IConnection connection = await factory.CreateConnectionAsync(cancellation);
            return connection.IsOpen;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // Away, full, or not for us: whatever it is, no reason to think that the bus is at fault.
            return false;
        }
    }
}
