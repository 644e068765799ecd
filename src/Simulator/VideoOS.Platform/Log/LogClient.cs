namespace VideoOS.Platform.Log;

public class LogClient
{
    private readonly PlatformHost _host;

    internal LogClient(PlatformHost host) => _host = host;

    public static LogClient Instance => PlatformHost.Current.LogClient;

    public void RegisterDictionary(LogMessageDictionary logMessageDictionary) => _host.RegisterDictionary(logMessageDictionary);

    public void NewEntry(string application, string component, string messageId, Item relatedItem, Dictionary<string, string> parameters) =>
        _host.WriteLogEntry(application, component, messageId, relatedItem, parameters, null);

    public void AuditEntry(string application, string component, string messageId, Item relatedItem, Dictionary<string, string> parameters, string permissionState) =>
        _host.WriteLogEntry(application, component, messageId, relatedItem, parameters, permissionState);
}
