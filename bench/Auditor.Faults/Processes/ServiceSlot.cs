using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Auditor.Faults.Processes;

/// <summary>
/// A place where a process of a service is meant to run. One that ends by itself is started again after a second, as a service manager would;
/// one that is killed, when its time is up. Each has a relay to the broker and a clock of its own.
/// </summary>
internal sealed partial class ServiceSlot : IAsyncDisposable
{
    private static readonly TimeSpan AfterItEnded = TimeSpan.FromSeconds(1);

    private readonly RunSettings _settings;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly SemaphoreSlim _one = new(1);
    private Process? _process;
    private volatile Uri? _address;
    private volatile bool _wanted;

    public ServiceSlot(ServiceKind kind, int number, RunSettings settings)
    {
        Kind = kind;
        Name = $"{kind.Name} {number}";
        Relay = new BrokerRelay(settings.Broker.Uri.Port);
        Clock = new FakeClock(Path.Combine(settings.Folder, $"{kind.Name}-{number}.clock"), settings.ClockLibrary);
        _settings = settings;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", settings.ApiKey);
    }

    public ServiceKind Kind { get; }

    public string Name { get; }

    public BrokerRelay Relay { get; }

    public FakeClock Clock { get; }

    /// <summary>How often a process was started here.</summary>
    public int Starts { get; private set; }

    /// <summary>How often one ended that nobody had killed.</summary>
    public int EndedByItself { get; private set; }

    /// <summary>What the processes logged here, by event id.</summary>
    public ConcurrentDictionary<int, int> Events { get; } = new();

    private string LogFile => Path.Combine(_settings.Folder, Name.Replace(' ', '-') + ".log");

    public void Start()
    {
        lock (_http)
        {
            _wanted = true;
            Launch();
        }
    }

    /// <summary>Kills the process (SIGKILL), and starts another after a while.</summary>
    /// <param name="down">How long nothing runs here; null for good.</param>
    public async Task KillAsync(TimeSpan? down)
    {
        await _one.WaitAsync();
        try
        {
            Process? running;
            lock (_http)
            {
                _wanted = false;
                running = _process;
            }

            if (running is { HasExited: false })
            {
                running.Kill();
                await running.WaitForExitAsync();
            }

            if (down is { } time)
            {
                await Task.Delay(time);
                Start();
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Stops the process in its tracks (SIGSTOP): it keeps its connections, its locks and its lease, and does nothing.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    public Task ResumeAsync() => SignalAsync("-CONT");

    /// <summary>Resident memory in MiB; null when nothing runs here.</summary>
    public double? MemoryMegabytes()
    {
        Process? running = _process;
        if (running is not { HasExited: false })
        {
            return null;
        }

        running.Refresh();
        return running.WorkingSet64 / 1048576.0;
    }

    /// <summary>Processor time of the process that runs here.</summary>
    public TimeSpan ProcessorTime()
    {
        _process?.Refresh();
        return _process?.TotalProcessorTime ?? TimeSpan.Zero;
    }

    /// <exception cref="HttpRequestException">Nothing answers here.</exception>
    public async Task<string> GetTextAsync(string path)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, path);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    /// <exception cref="HttpRequestException">Nothing answers here.</exception>
    public async Task<byte[]> GetBytesAsync(string path)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, path);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <exception cref="HttpRequestException">Nothing answers here.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, AddressOf(path)) { Content = content };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        try
        {
            return await _http.SendAsync(request);
        }
        catch (OperationCanceledException late)
        {
            throw new HttpRequestException($"{Name} does not answer in time.", late);
        }
    }

    public Uri AddressOf(string path) => _address is { } address ? new Uri(address, path) : throw new HttpRequestException($"{Name} does not run.");

    public async Task<bool> IsHealthyAsync(string path)
    {
        try
        {
            using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, path);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ResumeAsync();
        await KillAsync(down: null);
        Relay.Dispose();
        _http.Dispose();
        _process?.Dispose();
        _one.Dispose();
    }

    private void Launch()
    {
        var start = new ProcessStartInfo("dotnet", [Repository.ProgramOf(Kind.Project)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _settings.Folder,
        };
        foreach ((string name, string value) in _settings.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["Auditor__Store__Folder"] = _settings.FolderOf(Kind);
        start.Environment["ConnectionStrings__rabbitmq"] = (_settings.Relayed ? _settings.Broker.By(Relay) : _settings.Broker.Uri).ToString();
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        Clock.Apply(start.Environment);

        _address = null;
        Starts++;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Take(process, line.Data);
        process.ErrorDataReceived += (_, line) => Take(process, line.Data);
        process.Exited += (_, _) => Ended(process);
        _process = process;
        process.Start();
        // For who has to clean up when this program is killed itself.
        File.AppendAllText(Path.Combine(_settings.Folder, "pids"), $"{process.Id}\n");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Ended(Process process)
    {
        lock (_http)
        {
            if (!ReferenceEquals(process, _process))
            {
                return;
            }

            _address = null;
            if (!_wanted)
            {
                return;
            }

            EndedByItself++;
        }

        _ = StartAgainAsync(process);
    }

    private async Task StartAgainAsync(Process ended)
    {
        await Task.Delay(AfterItEnded);
        lock (_http)
        {
            if (_wanted && ReferenceEquals(ended, _process))
            {
                Launch();
            }
        }
    }

    private async Task SignalAsync(string signal)
    {
        Process? running = _process;
        if (running is { HasExited: false })
        {
            await CommandLineTool.TryAsync("kill", signal, running.Id.ToString());
        }
    }

    private void Take(Process process, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (Events)
        {
            File.AppendAllText(LogFile, $"{DateTime.UtcNow:HH:mm:ss.fff} [{process.Id}] {line}\n");
        }

        if (Listening().Match(line) is { Success: true } match && ReferenceEquals(process, _process))
        {
            _address = new Uri(match.Groups["address"].Value);
        }

        if (EventId().Match(line) is { Success: true } logged)
        {
            Events.AddOrUpdate(int.Parse(logged.Groups["id"].Value), 1, (_, count) => count + 1);
        }
    }

    [GeneratedRegex("listening on:? (?<address>http://[0-9.:]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();

    [GeneratedRegex(@"^\w{4}: Auditor\.[\w.]+\[(?<id>\d+)\]$", RegexOptions.ExplicitCapture)]
    private static partial Regex EventId();
}
