using Auditor.Contracts;
using MassTransit;

namespace Auditor.Notifier.Following;

/// <summary>Asks AuditWriter, the owner of the log, over the bus.</summary>
internal sealed class BusLogReader(IClientFactory bus) : ILogReader
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<LogPage> ReadAsync(long? from, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            IRequestClient<LogRequested> writer = bus.CreateRequestClient<LogRequested>(RequestTimeout.After(ms: (int)Patience.TotalMilliseconds));
            return (await writer.GetResponse<LogPage>(new LogRequested { From = from }, patience.Token)).Message;
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            throw new LogUnavailableException("AuditWriter, which has the log, does not answer.", problem);
        }
    }
}
