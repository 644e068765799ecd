namespace Auditor.Notifier.Destinations;

/// <summary>A destination that is open for deliveries. Used by one delivery at a time. May keep a connection between them.</summary>
internal interface IDestination : IAsyncDisposable
{
    /// <summary>How many notifications it takes at once, at most.</summary>
    int MostAtOnce { get; }

    /// <summary>For how long notifications are collected, counted from when the first was appended, before they are handed over; zero for at once.</summary>
    TimeSpan CollectsFor => TimeSpan.Zero;

    /// <summary>
    /// Delivers in the order given and returns when the receiver has acknowledged, or said no, or could not be reached. MUST NOT
    /// acknowledge one that comes after one that failed. What it throws counts as a failure to be tried again.
    /// </summary>
    /// <param name="notifications">One at least, in the log's order.</param>
    /// <param name="cancellation">Ends it, also in the middle; what was not acknowledged is delivered again.</param>
    Task<DeliveryReport> DeliverAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellation);
}
