using System.Collections.Concurrent;
using System.Diagnostics;

namespace Auditor.Notifier.Tests;

/// <summary>A program that others wrote, or could have written from our pages: it runs in a folder of its own, and what it prints is read.</summary>
internal sealed class StrangersProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly BlockingCollection<string> _lines = [];
    private readonly ConcurrentQueue<string> _said = [];
    private bool _ended;

    private StrangersProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data, _lines.Add);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, _ => { });
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where npm has put what the tests need.</summary>
    private static string NodeModules => Environment.GetEnvironmentVariable("AUDITOR_TEST_NODE_MODULES")
        ?? throw new InvalidOperationException("AUDITOR_TEST_NODE_MODULES is not set: run these tests with ./test.sh, which installs the Node packages.");

    /// <param name="folder">Holds the script; what Node needs is made visible there.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="environment">What the program reads from its environment.</param>
    public static StrangersProgram Start(string folder, string[] command, params (string Name, string Value)[] environment)
    {
        if (command[0] == "node" && !Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), NodeModules);
        }

        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new StrangersProgram(Process.Start(start)!);
    }

    public void WriteLine(string line) => _process.StandardInput.WriteLine(line);

    /// <summary>Its whole input.</summary>
    public void WriteAll(byte[] input)
    {
        _process.StandardInput.BaseStream.Write(input);
        _process.StandardInput.Close();
    }

    /// <summary>The next line of its output.</summary>
    public string NextLine() => _lines.TryTake(out string? line, Patience)
        ? line
        : throw new TimeoutException($"{_process.StartInfo.FileName} said nothing in {Patience}. Before that:\n{string.Join('\n', _said)}");

    /// <summary>Reads on until a line ends like this.</summary>
    public string NextLine(string end)
    {
        string line;
        do
        {
            line = NextLine();
        }
        while (!line.EndsWith(end, StringComparison.Ordinal));
        return line;
    }

    /// <summary>Says what it said when it has ended, for those who wait for something else than its output.</summary>
    public void MustRun()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"{_process.StartInfo.FileName} ended with {_process.ExitCode}:\n{string.Join('\n', _said)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _lines.Dispose();
    }

    private void Hear(string? line, Action<string> pass)
    {
        if (line is not null)
        {
            _said.Enqueue(line);
            pass(line);
        }
    }
}
