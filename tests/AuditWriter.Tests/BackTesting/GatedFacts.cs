using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.BackTesting;

/// <summary>A log without entries that is read only when the gate lets.</summary>
internal sealed class GatedFacts(SemaphoreSlim gate) : IEntryFacts
{
    public Task<DateTimeOffset> EndOfStretchAsync(DateTimeOffset from, DateTimeOffset to, int entries, CancellationToken cancellation) => Task.FromResult(to);

    public Task ReadAsync(DateTimeOffset from, DateTimeOffset to, Action<EntryFacts> take, CancellationToken cancellation) => gate.WaitAsync(cancellation);
}
