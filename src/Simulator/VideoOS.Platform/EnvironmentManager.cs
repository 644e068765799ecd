using System.Collections.ObjectModel;
using VideoOS.Platform.Messaging;

namespace VideoOS.Platform;

public class EnvironmentManager
{
    private readonly PlatformHost _host;

    internal EnvironmentManager(PlatformHost host) => _host = host;

    public event EventHandler ModeChanged
    {
        add => _host.ModeChanged += value;
        remove => _host.ModeChanged -= value;
    }

    public static EnvironmentManager Instance => PlatformHost.Current.EnvironmentManager;

    public EnvironmentType EnvironmentType => _host.EnvironmentType;

    public Mode Mode => _host.Mode;

    public FQID MasterSite => _host.MasterSite;

    public FQID CurrentSite => _host.MasterSite;

    public bool EnableConfigurationChangedService { get; set; }

    public Item GetSiteItem(FQID fqid) => _host.GetSiteItem(fqid);

    public object RegisterReceiver(MessageReceiver receiver, MessageFilter filter) => _host.RegisterReceiver(receiver, filter);

    public void UnRegisterReceiver(object token) => _host.UnRegisterReceiver(token);

    public Collection<object> SendMessage(Message message) => _host.SendMessage(message, null, null);

    public Collection<object> SendMessage(Message message, FQID destination) => _host.SendMessage(message, destination, null);

    public Collection<object> SendMessage(Message message, FQID destination, FQID sender) => _host.SendMessage(message, destination, sender);

    public void PostMessage(Message message) => _host.PostMessage(message, null, null);

    public void PostMessage(Message message, FQID destination, FQID sender) => _host.PostMessage(message, destination, sender);

    public void Log(bool isError, string location, string message) => _host.Log(isError, location, message, null);

    public void Log(bool isError, string location, string message, Exception[] exceptions) => _host.Log(isError, location, message, exceptions);

    public void ExceptionDialog(string location, Exception ex) => _host.Log(true, location, ex.Message, [ex]);

    public void ExceptionHandler(string location, Exception ex) => _host.Log(true, location, ex.Message, [ex]);
}
