using Auditor.Plugin.Core.Clients;
using VideoOS.Platform;

namespace Auditor.Plugin.SmartClient;

/// <summary>The host's own log file.</summary>
internal sealed class MipLog(EnvironmentManager environment) : IPluginLog
{
    public void Info(string where, string message) => Write(isError: false, where, message, problem: null);

    public void Error(string where, string message, Exception? problem = null) => Write(isError: true, where, message, problem);

    private void Write(bool isError, string where, string message, Exception? problem)
    {
        try
        {
            string location = "Auditor." + where;
            if (problem is null)
            {
                environment.Log(isError, location, message);
            }
            else
            {
                environment.Log(isError, location, message, [problem]);
            }
        }
        catch (Exception)
        {
            // There is nowhere left to say it, and a log is no reason to fail.
        }
    }
}
