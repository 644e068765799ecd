using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Tries the way to the broker as a client goes it, for the Windows user at Management Client.</summary>
internal sealed class BrokerConnectionTest : IConnectionTest
{
    private readonly ConnectionTest _test = new(TimeProvider.System);

    // The first steps look a name up, which may wait on the thread that asks.
    public Task<IReadOnlyList<ConnectionTestStep>> RunAsync(ConnectionSettings settings, CancellationToken cancellation) =>
        Task.Run(() => _test.RunAsync(settings, new Actor { Name = $@"{Environment.UserDomainName}\{Environment.UserName}", Workstation = Environment.MachineName }, cancellation), cancellation);
}
