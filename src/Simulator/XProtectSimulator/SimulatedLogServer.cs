using VideoOS.Platform;
using VideoOS.Platform.Log;

namespace Auditor.XProtectSimulator;

/// <summary>XProtect's log server: renders registered messages, refuses what was not registered.</summary>
public sealed class SimulatedLogServer
{
    private readonly Lock _gate = new();
    private readonly SimulatedSite _site;
    private readonly Dictionary<(string Application, string Component), LogMessageDictionary> _dictionaries = [];
    private readonly List<LogLine> _lines = [];
    private Action<LogLine>? _written;
    private int _failures;

    internal SimulatedLogServer(SimulatedSite site) => _site = site;

    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>How often a dictionary was registered.</summary>
    public int Registrations { get; private set; }

    /// <summary>Calls back for each line, from any thread.</summary>
    public void WhenWritten(Action<LogLine> tell)
    {
        lock (_gate)
        {
            _written += tell;
        }
    }

    /// <summary>The next so many calls fail, whatever they are.</summary>
    public void FailNext(int calls) => Volatile.Write(ref _failures, calls);

    internal void Register(LogMessageDictionary dictionary)
    {
        Misbehave();
        lock (_gate)
        {
            Registrations++;
            _dictionaries[(dictionary.Application, dictionary.Component)] = dictionary;
        }
    }

    internal void Write(string application, string component, string messageId, Item related, IReadOnlyDictionary<string, string> parameters, string? permission)
    {
        Misbehave();
        LogLine line;
        lock (_gate)
        {
            if (!_dictionaries.TryGetValue((application, component), out LogMessageDictionary? dictionary)
                || !dictionary.LogMessages.TryGetValue(messageId, out LogMessage? message))
            {
                throw new MIPException($"The message '{messageId}' of {application}/{component} is not registered.");
            }

            string? category = message.GetType().GetProperty("CategoryName")?.GetValue(message) as string;
            line = new LogLine(
                _site.Time.GetUtcNow(), Render(message.Message, parameters), category ?? message.Category, related.Name, related.FQID.Kind, permission,
                message.Group.ToString());
            _lines.Add(line);
        }

        _written?.Invoke(line);
    }

    /// <summary>One pass from left to right: a value that looks like a placeholder is a value.</summary>
    private static string Render(string template, IReadOnlyDictionary<string, string> parameters)
    {
        var text = new System.Text.StringBuilder();
        int at = 0;
        while (at < template.Length)
        {
            int end = template[at] == '{' ? template.IndexOf('}', at) : -1;
            if (end > 0 && parameters.TryGetValue(template[(at + 1)..end], out string? value))
            {
                text.Append(value);
                at = end + 1;
            }
            else
            {
                text.Append(template[at++]);
            }
        }

        return text.ToString();
    }

    private void Misbehave()
    {
        if (Volatile.Read(ref _failures) > 0 && Interlocked.Decrement(ref _failures) >= 0)
        {
            throw new CommunicationMIPException("The log server does not answer.");
        }

        if (_site.Hostility.Happens(_site.Hostility.FailsToLog, 8))
        {
            throw new CommunicationMIPException("The log server does not answer.");
        }

        if (_site.Hostility.Happens(_site.Hostility.FailsToLog, 4))
        {
            Thread.Sleep(5);
        }
    }
}
