using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Tries the way to the broker as a client goes it, for the Windows user at Management Client.</summary>
internal sealed class BrokerConnectionTest : IConnectionTest
{
    private readonly ConnectionTest _test = new(TimeProvider.System);

    public Task<IReadOnlyList<ConnectionTestStep>> RunAsync(ConnectionSettings settings, CancellationToken cancellation) =>
        _test.RunAsync(settings, new Actor { Name = $@"{Environment.UserDomainName}\{Environment.UserName}", Workstation = Environment.MachineName }, cancellation);
}
