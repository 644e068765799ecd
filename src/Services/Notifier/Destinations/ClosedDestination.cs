namespace Auditor.Notifier.Destinations;

/// <summary>A destination that could not be opened.</summary>
/// <param name="why">For a person; no secrets.</param>
internal sealed class ClosedDestination(string why) : IDestination
{
    public int MostAtOnce => 1;

    public Task<DeliveryReport> DeliverAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellation) =>
        Task.FromResult(DeliveryReport.Failed(0, why));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
