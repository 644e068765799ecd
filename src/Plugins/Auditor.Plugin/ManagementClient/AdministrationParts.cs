using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>What the screens of Management Client are made of.</summary>
internal sealed class AdministrationParts : IDisposable
{
    public required IRuleService RuleService { get; init; }

    public required IRuleItemStore Items { get; init; }

    public required IConnectionStore Connection { get; init; }

    public required IPolicyUnknownStore WhenUnknown { get; init; }

    public required IEventServerConnection EventServer { get; init; }

    public required RuleServiceAccessFile Access { get; init; }

    public required IConnectionTest ConnectionTest { get; init; }

    public required IUserDirectory Users { get; init; }

    public required IPeerItems Peer { get; init; }

    public required ICameraPicker Cameras { get; init; }

    public required IPluginLog Log { get; init; }

    /// <summary>Tells the administrator something that has no place on a page.</summary>
    public required Action<string> Tell { get; init; }

    public void Dispose() => (RuleService as IDisposable)?.Dispose();
}
