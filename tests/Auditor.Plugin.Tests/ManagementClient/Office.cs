using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.Core.Tests.Editing;
using Auditor.Plugin.ManagementClient;
using Auditor.XProtectSimulator;
using VideoOS.Platform;

namespace Auditor.Plugin.Tests.ManagementClient;

/// <summary>An administrator at a simulated Management Client with the plugin's own adapters; only RuleService and the windows are scripted.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly List<string> _told = [];

    public Office() => Client = new SimulatedManagementClient(Site);

    public SimulatedSite Site { get; } = new("Harbour", hostility: Hostility.None);

    public SimulatedManagementClient Client { get; }

    public ScriptedRuleService Service { get; } = new();

    public XProtectRuleItems Items { get; } = new();

    public IReadOnlyList<string> Told => _told;

    public static RuleItem Rule(string name, PolicyUnknown unknown = PolicyUnknown.FailOpen)
    {
        RuleItem item = RuleItem.New(Guid.NewGuid(), name);
        return item with { Rule = item.Rule with { ReasonPolicy = new ReasonPolicy { WhenPolicyUnknown = unknown } } };
    }

    public Task<T> Do<T>(Func<T> work) => Client.RunAsync(work);

    public Task Do(Action work) => Client.RunAsync(work);

    public Task<string> RefusalOf(Action work) => Do(() => Assert.Throws<RuleItemException>(work).Message);

    public AuditRuleTree Tree() => new(() =>
    {
        XProtectConnectionOptions options = Options();
        return new AdministrationParts
        {
            RuleService = Service,
            Items = Items,
            Connection = options,
            WhenUnknown = options,
            EventServer = new Elsewhere(),
            Access = Access(),
            ConnectionTest = new BrokerConnectionTest(),
            Users = new XProtectUsers(EnvironmentManager.Instance.MasterSite),
            Peer = new XProtectPeerItems(),
            Cameras = new NoPicker(),
            Log = new SilentLog(),
            Tell = _told.Add,
        };
    });

    public XProtectConnectionOptions Options() => new(Items);

    public ConnectionViewModel ConnectionPage() => new(Options(), new Elsewhere(), Access(), new BrokerConnectionTest(), Service);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        Assert.Empty(Client.Problems);
    }

    private static RuleServiceAccessFile Access() => new(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "none.xml"), new NoProtection());

    private sealed class Elsewhere : IEventServerConnection
    {
        public bool IsHere => false;

        public string User => "";

        public void Save(ConnectionSettings settings) => throw new NotSupportedException();
    }

    private sealed class NoPicker : ICameraPicker
    {
        public PickedCameras Pick() => new([], []);
    }
}
