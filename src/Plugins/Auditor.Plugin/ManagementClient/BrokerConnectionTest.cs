using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Tries the broker from this computer, and asks for the policy of whoever sits at it.</summary>
internal sealed class BrokerConnectionTest : IConnectionTest
{
    public async Task<IReadOnlyList<ConnectionStep>> RunAsync(ConnectionSettings settings, CancellationToken cancellation)
    {
        var asker = new Actor { Name = $@"{Environment.UserDomainName}\{Environment.UserName}", Workstation = Environment.MachineName };
        IReadOnlyList<ConnectionTestStep> steps = await new ConnectionTest(TimeProvider.System).RunAsync(settings, asker, cancellation).ConfigureAwait(false);
        return [.. steps.Select(step => new ConnectionStep(step.Name, step.Succeeded, step.Text))];
    }
}
