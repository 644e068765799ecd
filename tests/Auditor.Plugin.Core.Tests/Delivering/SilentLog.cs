using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.Core.Tests.Delivering;

internal sealed class SilentLog : IPluginLog
{
    public void Info(string where, string message)
    {
    }

    public void Error(string where, string message, Exception? problem = null)
    {
    }
}
