namespace VideoOS.Platform.Log;

public class LogMessageDictionary
{
    [Obsolete("Use the overload with applicationName.")]
    public LogMessageDictionary(
        string culture, string version, string application, string component, Dictionary<string, LogMessage> logMessages, string resourceType)
    {
        Culture = culture;
        Version = version;
        Application = application;
        Component = component;
        LogMessages = logMessages;
        ResourceType = resourceType;
    }

    internal string Culture { get; }

    internal string Version { get; }

    internal string Application { get; }

    internal string Component { get; }

    internal Dictionary<string, LogMessage> LogMessages { get; }

    internal string ResourceType { get; }
}
