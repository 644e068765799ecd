using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Auditor.Notifier.Tests;

/// <summary>A server of somebody else's, run by the test on a port and in a folder of its own.</summary>
internal sealed class Receiver : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringWriter _said = new();

    private Receiver(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>A port that nobody has at the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A folder under the system's temporary one.</summary>
    public static string NewFolder() => Directory.CreateTempSubdirectory("auditor-receiver-").FullName;

    /// <summary>Starts it, and waits until it listens.</summary>
    public static async Task<Receiver> StartAsync(int port, string program, params string[] arguments)
    {
        Assert.True(File.Exists(program), $"{program} is needed; ./test.sh installs it.");
        var receiver = new Receiver(new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true } });
        receiver._process.OutputDataReceived += receiver.Note;
        receiver._process.ErrorDataReceived += receiver.Note;
        receiver._process.Start();
        receiver._process.BeginOutputReadLine();
        receiver._process.BeginErrorReadLine();
        await UntilAsync(() => receiver.HasExited || Listens(port), () => $"{program} to listen");
        Assert.False(receiver.HasExited, receiver.Said);
        return receiver;
    }

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<bool> holds, Func<string> what)
    {
        long started = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, "Waited in vain for " + what());
            await Task.Delay(20);
        }
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using (Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>As in a power cut.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static bool Listens(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.WriteLine(line.Data);
        }
    }
}
