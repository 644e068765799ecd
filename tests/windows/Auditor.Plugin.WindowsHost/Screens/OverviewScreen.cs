using System.IO;
using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.Core.Protection;
using Auditor.Plugin.Core.Tests.Editing;
using Auditor.Plugin.ManagementClient;
using Auditor.Plugin.WindowsHost.Driving;

namespace Auditor.Plugin.WindowsHost.Screens;

/// <summary>The page of the top node, over a broker that refuses and rules of the other plugin.</summary>
internal sealed class OverviewScreen : FormScreen
{
    private readonly ScriptedRuleService _service = new();
    private readonly MemoryItems _items = new();

    public override string Name => "overview";

    public override void Show(ScreenRequest request)
    {
        var log = new SilentLog();
        var saver = new RuleSaver(_service, _items, _items, log);
        _service.Put(new AuditRule { Id = Guid.NewGuid(), Name = "Made with curl", Whom = new Whom { Everyone = true } });
        var staged = new Staged();
        var parts = new AdministrationParts
        {
            RuleService = _service,
            Items = _items,
            Connection = staged,
            WhenUnknown = _items,
            EventServer = staged,
            Access = new RuleServiceAccessFile(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "rule-service.xml"), staged),
            ConnectionTest = staged,
            Users = new ScriptedDirectory(),
            Peer = staged,
            Cameras = new XProtectCameraPicker(),
            Log = log,
            Tell = text => Report.Write("told-person", new { text }),
        };
        ShowIn(new OverviewControl(parts, saver, new UserDirectoryLoader(parts.Users, log)), 980, 860);
    }

    private sealed class Staged : IConnectionStore, IEventServerConnection, IConnectionTest, IPeerItems, ISecretProtection
    {
        private ConnectionSettings? _settings;

        public bool IsHere => true;

        public string User { get; private set; } = "";

        public string Name => "none";

        public ConnectionSettings? Load() => _settings;

        void IConnectionStore.Save(ConnectionSettings settings)
        {
            _settings = settings;
            Report.Write("connection", new { settings.Host, settings.Port, settings.UseTls, settings.User, passwordLength = settings.Password.Length });
        }

        void IEventServerConnection.Save(ConnectionSettings settings) => User = settings.User;

        public Task<IReadOnlyList<ConnectionTestStep>> RunAsync(ConnectionSettings settings, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ConnectionTestStep>>(
        [
            new ConnectionTestStep("Name", true, $"{settings.Host} is 10.4.0.17."),
            new ConnectionTestStep("TCP", true, $"Port {settings.Port} is open."),
            new ConnectionTestStep("TLS", true, "The certificate is trusted and made for this name."),
            new ConnectionTestStep("Sign-in", false, $"The broker does not let '{settings.User}' in: wrong user or password."),
        ]);

        public IReadOnlyList<PeerItem> List() =>
        [
            new PeerItem(Guid.NewGuid(), "Night shift", new Dictionary<string, string>
            {
                ["UserNames"] = @"anna;CORP\zoe", ["PromptPlayback"] = "Yes", ["TriggerPlayback"] = "No", ["PromptExport"] = "Yes",
                ["PromptIndependentPlayback"] = "No", ["Enabled"] = "Yes", ["PredefinedReasons"] = "Incident|P,E;Training|P",
            }),
            new PeerItem(Guid.NewGuid(), "Nobody", new Dictionary<string, string> { ["Enabled"] = "No" }),
        ];

        public byte[] Protect(byte[] secret) => secret;

        public byte[] Unprotect(byte[] secret) => secret;
    }
}
