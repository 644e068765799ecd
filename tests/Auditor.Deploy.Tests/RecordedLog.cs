using System.Collections.Concurrent;
using Auditor.Plugin.Core.Clients;

namespace Auditor.Deploy.Tests;

internal sealed class RecordedLog : IPluginLog
{
    private readonly ConcurrentQueue<string> _errors = new();

    /// <summary>Ends with the first thing that is said.</summary>
    public TaskCompletionSource First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Errors => string.Join('\n', _errors);

    public void Info(string where, string message) => First.TrySetResult();

    public void Error(string where, string message, Exception? problem = null)
    {
        _errors.Enqueue($"{where}: {message} {problem}");
        First.TrySetResult();
    }
}
