using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Auditor.WebConsole.Tests;

/// <summary>Standalone as a newcomer starts it: a process, with the demo's site playing, and the link that it prints.</summary>
internal sealed partial class StandaloneProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-console-");
    private readonly TaskCompletionSource<string> _link = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StandaloneProcess(string program)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [program, "run", "--data", _folder.FullName, "--urls", "http://127.0.0.1:0"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = _folder.FullName,
            },
        };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, _) => { };
    }

    public Uri Address { get; private set; } = null!;

    public string LogFile => Path.Combine(_folder.FullName, "audit-log.db");

    /// <summary>With an API key of an administrator, auditor and reporter.</summary>
    public HttpClient Http { get; } = new() { Timeout = Patience };

    public static async Task<StandaloneProcess> StartAsync()
    {
        string[] built = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar);
        string program = Path.Combine(string.Join(Path.DirectorySeparatorChar, built[..^5]), "src", "Standalone", "bin", built[^2], "net10.0", "Auditor.Standalone.dll");
        var standalone = new StandaloneProcess(program);
        standalone._process.Start();
        standalone._process.BeginOutputReadLine();
        standalone._process.BeginErrorReadLine();
        standalone.Address = await standalone._address.Task.WaitAsync(Patience);
        standalone.Http.BaseAddress = standalone.Address;
        string key = await RunAsync(program, "key", "create", "--name", "Test", "--role", "administrator,auditor,reporter", "--data", standalone._folder.FullName);
        standalone.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await standalone.UntilPlayedAsync();
        return standalone;
    }

    /// <summary>The link that was printed at the start; it is good once.</summary>
    public Task<string> LinkAsync() => _link.Task.WaitAsync(Patience);

    /// <summary>An account with a password, in these roles.</summary>
    public async Task MakeAccountAsync(string name, string password, params string[] roles)
    {
        using HttpResponseMessage made = await Http.PostAsJsonAsync("/api/access/accounts", new { name, password, roles });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
    }

    /// <summary>Reports a change of a camera's setting, which becomes an entry.</summary>
    public async Task ReportAsync(string setting, string actor = "HARBOUR\\mkoch")
    {
        using HttpResponseMessage told = await Http.PostAsJsonAsync("/api/audit/changes", new
        {
            auditableResource = "CAMERA_SETTINGS",
            auditableAction = "UPDATE",
            actor = new { type = "USER", name = actor },
            occurredAt = DateTimeOffset.UtcNow,
            additionalMetadata = new { tenantName = "TenantA", schemeName = "SchemeA", cameraSettingKey = setting },
            previousState = new { value = "60" },
            newState = new { value = "75" },
        });
        Assert.True(told.IsSuccessStatusCode, await told.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Http.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>The demo's story is told when an operator has exported.</summary>
    private async Task UntilPlayedAsync()
    {
        DateTime until = DateTime.UtcNow + Patience;
        while (true)
        {
            JsonNode page = JsonNode.Parse(await Http.GetStringAsync("/api/audit/entries?resource=EXPORT&action=COMPLETE&limit=1"))!;
            if (page["entries"]!.AsArray() is [{ } entry] && entry["position"] is not null)
            {
                return;
            }

            Assert.True(DateTime.UtcNow < until, "The demo has not come to its export.");
            await Task.Delay(200);
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (Listening().Match(line) is { Success: true } listening)
        {
            _address.TrySetResult(new Uri(listening.Groups["address"].Value));
        }

        if (SignIn().Match(line) is { Success: true } link)
        {
            _link.TrySetResult(link.Groups["link"].Value);
        }
    }

    [GeneratedRegex("listening on (?<address>http://[0-9.:]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();

    [GeneratedRegex("(?<link>http://[^ ]+/sign-in#[^ ]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex SignIn();
}
