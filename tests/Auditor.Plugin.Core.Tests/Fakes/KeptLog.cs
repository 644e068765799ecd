using System.Collections.Concurrent;
using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.Core.Tests.Fakes;

internal sealed class KeptLog : IPluginLog
{
    public ConcurrentQueue<string> Infos { get; } = new();

    public ConcurrentQueue<string> Errors { get; } = new();

    public void Info(string where, string message) => Infos.Enqueue($"{where}: {message}");

    public void Error(string where, string message, Exception? problem = null) => Errors.Enqueue($"{where}: {message} {problem}");
}
