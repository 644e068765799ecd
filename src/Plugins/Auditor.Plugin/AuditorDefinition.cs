using System.Collections.ObjectModel;
using System.Drawing;
using System.IO;
using System.Reflection;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Loading;
using Auditor.Plugin.EventServer;
using Auditor.Plugin.ManagementClient;
using Auditor.Plugin.SmartClient;
using VideoOS.Platform;
using VideoOS.Platform.Admin;
using VideoOS.Platform.Background;
using VideoOS.Platform.Client;

namespace Auditor.Plugin;

/// <summary>
/// What XProtect finds in our DLL. Made at discovery, in all three hosts, so the constructor touches nothing; <see cref="Init"/> comes once a
/// run, in Smart Client before anyone has signed in.
/// </summary>
public sealed class AuditorDefinition : PluginDefinition
{
    // Before any other type of ours is needed, and with it the first library.
    static AuditorDefinition() => FolderAssemblyResolver.Install(Path.GetDirectoryName(typeof(AuditorDefinition).Assembly.Location)!);

    private readonly List<BackgroundPlugin> _background = [];
    private readonly List<ItemNode> _nodes = [];
    private readonly Collection<SettingsPanelPlugin> _panels = [];
    private SmartClientAuditing? _smartClient;
    private AuditRuleNodes? _rules;
    private Image? _icon;

    public override Guid Id => PluginIds.Plugin;

    public override string Name => "Auditor";

    public override string Manufacturer => "Auditor";

    public override string VersionString => PluginVersion.Text;

    /// <summary>Event Server runs without a desktop, where nothing may be drawn; nobody looks there either.</summary>
    public override Image? Icon => InEventServer ? null : _icon ??= LoadIcon();

    public override List<BackgroundPlugin> BackgroundPlugins => _background;

    public override List<ItemNode> ItemNodes => _nodes;

    public override Collection<SettingsPanelPlugin> SettingsPanelPlugins => _panels;

    /// <summary>Without these any operator could read through the Configuration API who is watched.</summary>
    public override List<SecurityAction> SecurityActions => RuleRights();

    /// <summary>So that Smart Client asks for an export manager, which is the only place that knows what is exported. None of our files go along.</summary>
    public override bool IncludeInExport => true;

    public override bool UserControlFillEntirePanel => true;

    private static bool InEventServer => EnvironmentManager.Instance.EnvironmentType == EnvironmentType.Service;

    public override void Init()
    {
        Close();
        EnvironmentType host = EnvironmentManager.Instance.EnvironmentType;
        if (host == EnvironmentType.SmartClient)
        {
            _smartClient = new SmartClientAuditing();
            _background.Add(_smartClient);
            SmartClientAuditing client = _smartClient;
            _panels.Add(new MyAuditingPlugin(() => client.Session is { } session ? new MyAuditingSources(session.Policies, session.Spool, session.Link, PluginVersion.Text) : null));
        }

        if (host == EnvironmentType.Service)
        {
            _background.Add(new EventServerAuditing());
        }

        if (host is EnvironmentType.Service or EnvironmentType.Administration)
        {
            _rules = new AuditRuleNodes(WindowsAdministration.Create);
            _nodes.Add(RuleNode(_rules));
        }
    }

    public override void Close()
    {
        _background.Clear();
        _nodes.Clear();
        _panels.Clear();
        _smartClient = null;
        _rules = null;
    }

    /// <summary>The page of our top node in Management Client.</summary>
    public override System.Windows.Forms.UserControl? GenerateUserControl() => InEventServer ? null : _rules?.NewOverview();

    public override ExportManager? GenerateExportManager(ExportParameters exportParameters) => _smartClient?.NewExport(exportParameters);

    private ItemNode RuleNode(ItemManager rules) => new(
        PluginIds.RuleKind, Guid.Empty, "Audit Rule", Icon, "Audit Rules", Icon, Category.Text, true, ItemsAllowed.Many, rules, null)
    {
        SecurityActions = RuleRights(),
    };

    private static List<SecurityAction> RuleRights() =>
    [
        new SecurityAction("GENERIC_READ", "Read"),
        new SecurityAction("GENERIC_WRITE", "Manage"),
    ];

    private static Bitmap? LoadIcon()
    {
        using Stream? picture = Assembly.GetExecutingAssembly().GetManifestResourceStream("Auditor.Plugin.Icon.png");
        if (picture is null)
        {
            return null;
        }

        // A bitmap reads from its stream for as long as it lives; a copy does not.
        using var read = new Bitmap(picture);
        return new Bitmap(read);
    }
}
