using Auditor.Plugin.Core.Clients;

namespace Auditor.Benchmarks;

/// <summary>Says only what went wrong.</summary>
internal sealed class QuietLog : IPluginLog
{
    public void Info(string where, string message)
    {
    }

    public void Error(string where, string message, Exception? problem = null) => Console.Error.WriteLine($"{where}: {message} {problem?.Message}");
}
