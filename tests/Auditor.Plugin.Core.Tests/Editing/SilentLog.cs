using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.Core.Tests.Editing;

internal sealed class SilentLog : IPluginLog
{
    public List<string> Errors { get; } = [];

    public void Info(string where, string message)
    {
    }

    public void Error(string where, string message, Exception? problem = null) => Errors.Add(message);
}
