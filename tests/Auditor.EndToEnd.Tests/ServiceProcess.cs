using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Auditor.EndToEnd.Tests;

/// <summary>A service as a process of its own, on a port of its own, that can be killed without warning.</summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(Process process) => _process = process;

    public HttpClient Http { get; } = new() { Timeout = Patience };

    public string Output => string.Join('\n', _output);

    /// <param name="project">Path of the project under src.</param>
    /// <param name="folder">Data folder.</param>
    /// <param name="broker">Broker; null for the bus in memory.</param>
    /// <param name="arguments">Further arguments.</param>
    public static async Task<ServiceProcess> StartAsync(string project, string folder, Broker? broker, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramOf(project), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["Auditor__Store__Folder"] = folder;
        start.Environment["Logging__LogLevel__MassTransit"] = "Warning";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        if (broker is not null)
        {
            start.Environment["ConnectionStrings__rabbitmq"] = broker.Uri.ToString();
        }

        var service = new ServiceProcess(new Process { StartInfo = start });
        service._process.OutputDataReceived += (_, line) => service.Take(line.Data);
        service._process.ErrorDataReceived += (_, line) => service.Take(line.Data);
        service._process.Start();
        service._process.BeginOutputReadLine();
        service._process.BeginErrorReadLine();
        _ = service._process.WaitForExitAsync().ContinueWith(
            _ => service._address.TrySetException(new InvalidOperationException(project + " ended:\n" + service.Output)), TaskScheduler.Default);
        service.Http.BaseAddress = await service._address.Task.WaitAsync(Patience);
        return service;
    }

    /// <summary>Makes an API key in a data folder, as an administrator would.</summary>
    public static async Task<string> MakeKeyAsync(string folder)
    {
        (int exitCode, string output) = await RunStandaloneAsync(
            folder, apiKey: null, "key", "create", "--name", "Test", "--role", "administrator,auditor,reporter", "--data", folder);
        Assert.Equal(0, exitCode);
        return output.Trim();
    }

    /// <summary>Runs a command to its end. Gives its exit code and what it wrote to standard output.</summary>
    public static async Task<(int ExitCode, string Output)> RunStandaloneAsync(string folder, string? apiKey, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramOf("Standalone"), .. arguments]) { RedirectStandardOutput = true, WorkingDirectory = folder };
        start.Environment["AUDITOR_API_KEY"] = apiKey;
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    /// <summary>Shows an API key with every request.</summary>
    public void Use(string key) => Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    public static string ProgramOf(string project)
    {
        string[] built = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar);
        string configuration = built[^2];
        string root = string.Join(Path.DirectorySeparatorChar, built[..^5]);
        string program = Path.Combine(root, "src", project, "bin", configuration, "net10.0", $"Auditor.{Path.GetFileName(project)}.dll");
        return File.Exists(program) ? program : throw new FileNotFoundException("Build the solution first.", program);
    }

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using HttpResponseMessage answer = await Http.GetAsync(path);
        return answer.StatusCode;
    }

    public Task UntilReadyAsync() =>
        Wait.UntilAsync("ready", async () => await StatusAsync("/health/ready") == HttpStatusCode.OK, () => Output);

    /// <summary>As a power cut would: no handler runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As a virtual machine that is moved would: it keeps its connections and does nothing.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>As Ctrl-C or a service manager would. Returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Http.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
        {
            _address.TrySetResult(new Uri(match.Groups["address"].Value));
        }
    }

    [GeneratedRegex("listening on:? (?<address>http://[0-9.:]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();
}
