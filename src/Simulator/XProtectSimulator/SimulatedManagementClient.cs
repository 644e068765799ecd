using System.Xml;
using VideoOS.Platform;
using VideoOS.Platform.ConfigurationItems;
using VideoOS.Platform.Login;

namespace Auditor.XProtectSimulator;

/// <summary>Management Client as far as it has no windows: an administrator, and the configuration behind the pages.</summary>
public sealed class SimulatedManagementClient : IAsyncDisposable
{
    private readonly ManagementHost _host;

    public SimulatedManagementClient(SimulatedSite site)
    {
        _host = new ManagementHost(site, this);
        _host.Register();
        site.Store.Join(_host);
    }

    /// <summary>Why items of plugins are refused; null while they are not.</summary>
    public string? ItemRefusal { get; set; }

    /// <summary>Why options are refused; null while they are not.</summary>
    public string? OptionRefusal { get; set; }

    /// <summary>Why users and roles are refused; null while they are not.</summary>
    public string? UserRefusal { get; set; }

    /// <summary>Without the right to, XProtect lists no users and no roles.</summary>
    public bool MaySeeUsers { get; set; } = true;

    public IReadOnlyCollection<ReportedProblem> Problems => _host.Problems;

    public IReadOnlyCollection<MipLogLine> MipLog => _host.MipLog;

    /// <summary>Runs something in this host, and gives its exceptions back.</summary>
    public Task<T> RunAsync<T>(Func<T> work) => RunAsync(() => Task.FromResult(work()));

    /// <summary>Runs something in this host, and gives its exceptions back.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work) => Task.Run(() =>
    {
        _host.Enter();
        return work();
    });

    /// <summary>Runs something in this host, and gives its exceptions back.</summary>
    public Task RunAsync(Action work) => RunAsync(() =>
    {
        work();
        return true;
    });

    public ValueTask DisposeAsync()
    {
        _host.Site.Store.Leave(_host);
        _host.Unregister();
        return ValueTask.CompletedTask;
    }

    private sealed class ManagementHost(SimulatedSite site, SimulatedManagementClient client) : SimulatedHost(site)
    {
        internal override EnvironmentType EnvironmentType => EnvironmentType.Administration;

        internal override Mode Mode => Mode.ClientLive;

        protected override bool CachesItems => false;

        internal override LoginSettings GetLoginSettings() => new() { UserName = "admin", FullyQualifiedUserName = @"CORP\admin" };

        internal override List<Item> GetItemConfigurations(Guid pluginId, Item? parentItem, Guid kind)
        {
            ThrowIf(client.ItemRefusal);
            return base.GetItemConfigurations(pluginId, parentItem, kind);
        }

        internal override void SaveItemConfiguration(Guid pluginId, Item item)
        {
            ThrowIf(client.ItemRefusal);
            base.SaveItemConfiguration(pluginId, item);
        }

        internal override void DeleteItemConfiguration(Guid pluginId, Item item)
        {
            ThrowIf(client.ItemRefusal);
            base.DeleteItemConfiguration(pluginId, item);
        }

        internal override XmlNode? GetOptions(Guid optionsId, bool isPrivate)
        {
            ThrowIf(client.OptionRefusal);
            return base.GetOptions(optionsId, isPrivate);
        }

        internal override void SaveOptions(Guid optionsId, bool isPrivate, XmlNode options)
        {
            ThrowIf(client.OptionRefusal);
            base.SaveOptions(optionsId, isPrivate, options);
        }

        internal override ManagementServer GetManagementServer()
        {
            ThrowIf(client.UserRefusal);
            return client.MaySeeUsers ? base.GetManagementServer() : new ManagementServer(new RoleFolder([]), new BasicUserFolder([]));
        }

        private static void ThrowIf(string? refusal)
        {
            if (refusal is not null)
            {
                throw new NotAuthorizedMIPException(refusal);
            }
        }
    }
}
