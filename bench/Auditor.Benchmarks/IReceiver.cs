using Auditor.Plugin.Core.Sending;

namespace Auditor.Benchmarks;

/// <summary>Where activities arrive.</summary>
internal interface IReceiver : IAsyncDisposable
{
    IBrokerLink Link { get; }

    /// <summary>The sequence numbers that have arrived, in their order.</summary>
    Task<List<long>> NumbersAsync();
}
