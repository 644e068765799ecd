using Auditor.Plugin.Core;
using VideoOS.Platform;
using VideoOS.Platform.Background;
using VideoOS.Platform.Client;

namespace Auditor.Plugin.SmartClient;

/// <summary>The operator's part: from login to logout it turns what Smart Client says into signals of one client session.</summary>
public sealed class SmartClientAuditing : BackgroundPlugin
{
    private readonly Func<SmartClientParts> _parts;
    private ClientLogin? _login;

    /// <summary>As XProtect makes it.</summary>
    public SmartClientAuditing()
        : this(WindowsParts.OfSmartClient)
    {
    }

    /// <param name="parts">Asked at each login.</param>
    internal SmartClientAuditing(Func<SmartClientParts> parts) => _parts = parts;

    public override Guid Id => PluginIds.SmartClientBackground;

    public override string Name => "Auditor (Smart Client)";

    public override List<EnvironmentType> TargetEnvironments => [EnvironmentType.SmartClient];

    /// <summary>The session of whoever is signed in; null while there is none, or while it has not started yet.</summary>
    internal ClientSession? Session => Volatile.Read(ref _login)?.Session as ClientSession;

    /// <summary>Whether a session takes signals.</summary>
    internal bool Runs => Volatile.Read(ref _login)?.Session is not null;

    public override void Init()
    {
        try
        {
            Close();
            var login = new ClientLogin(_parts());
            Volatile.Write(ref _login, login);
            login.Start();
        }
        catch (Exception problem)
        {
            new MipLog(EnvironmentManager.Instance).Error("Init", "Auditing does not run.", problem);
        }
    }

    public override void Close()
    {
        try
        {
            Interlocked.Exchange(ref _login, null)?.Dispose();
        }
        catch (Exception problem)
        {
            new MipLog(EnvironmentManager.Instance).Error("Close", "Auditing ended with an error.", problem);
        }
    }

    /// <summary>What Smart Client tells about one export; null when nobody is signed in.</summary>
    internal ExportManager? NewExport(ExportParameters? parameters) => Volatile.Read(ref _login)?.NewExport(parameters);
}
