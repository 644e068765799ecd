using Auditor.AuditWriter.Sequencing;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>All witnesses of this log.</summary>
internal sealed class Witnesses(IReadOnlyList<WitnessCourier> couriers, TimeProvider time) : IOutsideMemory
{
    /// <summary>How long a process that starts waits for witnesses.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public IReadOnlyList<WitnessCourier> Couriers => couriers;

    /// <inheritdoc/>
    public string? Objection => couriers.Select(courier => courier.Standing.Objection).FirstOrDefault(words => words is not null);

    /// <inheritdoc/>
    public async Task ConsultAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        await Task.WhenAll(couriers.Select(courier => ConsultAsync(courier, either.Token, cancellation)));
    }

    private static async Task ConsultAsync(WitnessCourier courier, CancellationToken limit, CancellationToken cancellation)
    {
        try
        {
            await courier.ExchangeAsync(gives: false, limit);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Who did not answer is asked again later, and does not hold up the log.
        }
    }
}
