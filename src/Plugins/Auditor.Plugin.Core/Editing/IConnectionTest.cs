using Auditor.Plugin.Core.Connections;

namespace Auditor.Plugin.Core.Editing;

/// <summary>Tries the way to the broker step by step.</summary>
public interface IConnectionTest
{
    /// <summary>The steps that were tried, the last one that which failed, if one did.</summary>
    Task<IReadOnlyList<ConnectionTestStep>> RunAsync(ConnectionSettings settings, CancellationToken cancellation);
}
