namespace Auditor.Plugin.Core.Clients;

/// <summary>The host's own log (MIPLog.txt and its kin). Holds no user names and no reasons. Called from any thread; never throws.</summary>
public interface IPluginLog
{
    void Info(string where, string message);

    void Error(string where, string message, Exception? problem = null);
}
