namespace Auditor.Hosting.Access;

/// <summary>Puts calls into the log.</summary>
public interface ICallRecorder
{
    /// <summary>Ends when the entry is durable, or on its durable way.</summary>
    /// <param name="call">The first of them, where there were several.</param>
    /// <param name="times">How often it was asked.</param>
    /// <param name="from">When it was first asked (UTC).</param>
    /// <param name="until">When it was last asked (UTC).</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Storage.StoreUnavailableException">The log cannot be written.</exception>
    Task RecordAsync(AuditedCall call, int times, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation);
}
