using Auditor.AuditWriter.Sequencing;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>All witnesses of this log.</summary>
internal sealed class Witnesses(IReadOnlyList<WitnessCourier> couriers) : IOutsideMemory
{
    /// <summary>How long a process that starts waits for witnesses.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public IReadOnlyList<WitnessCourier> Couriers => couriers;

    /// <inheritdoc/>
    public string? Objection => couriers.Select(courier => courier.Standing.Objection).FirstOrDefault(words => words is not null);

    /// <inheritdoc/>
    /// <remarks>Who does not answer is asked again later, and does not hold up the log.</remarks>
    public Task ConsultAsync(CancellationToken cancellation) =>
        Task.WhenAll(couriers.Select(courier => courier.ExchangeAsync(gives: false, Patience, cancellation)));
}
