using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Auditor.Standalone.Commands;

/// <summary>
/// Takes entries out of a running Auditor as a file: tells how many there will be, shows how far it is, fetches the file, and prints its
/// digest. What is shown goes to standard error, the digest to standard output. Ctrl-C cancels the export there too.
/// </summary>
internal static class ExportCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Names of the query grammar; on the command line <c>--target-level</c> is <c>targetLevel</c>.</summary>
    private static readonly string[] Filter =
    [
        "from", "to", "actor", "camera", "resource", "action", "rule", "reason", "correlation", "session",
        "targetLevel", "targetName", "tenant", "result", "recordingFrom", "recordingTo", "zone",
    ];

    public static async Task<int> RunAsync(Arguments arguments)
    {
        string url = arguments.Option("--url") ?? "http://127.0.0.1:5080";
        string? key = ClientKey.Read(arguments);
        string file = arguments.Option("--out") ?? throw new UsageException("--out FILE is missing.");
        var asked = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = arguments.Option("--format") ?? throw new UsageException("--format csv|jsonl|bundle is missing."),
        };
        foreach (string name in Filter)
        {
            if (arguments.Option(OptionOf(name)) is { } value)
            {
                asked[name] = value;
            }
        }

        arguments.Finish();
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"--url is '{url}'; expected is an address like http://127.0.0.1:5080.");
        }

        if (File.Exists(file))
        {
            throw new UsageException($"--out is '{file}', which is there already.");
        }

        using var stop = new CancellationTokenSource();
        void Stop(object? sender, ConsoleCancelEventArgs press)
        {
            press.Cancel = true;
            stop.Cancel();
        }

        Console.CancelKeyPress += Stop;
        try
        {
            using var http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
            http.DefaultRequestHeaders.Authorization = ClientKey.Header(key);
            return await ExportAsync(http, asked, file, stop.Token);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or UnauthorizedAccessException or ExportRefusedException)
        {
            await Console.Error.WriteLineAsync($"auditor: {problem.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("auditor: cancelled");
            return 1;
        }
        finally
        {
            Console.CancelKeyPress -= Stop;
        }
    }

    private static string OptionOf(string name) =>
        "--" + string.Concat(name.Select(letter => char.IsUpper(letter) ? "-" + char.ToLowerInvariant(letter) : letter.ToString()));

    private static async Task<int> ExportAsync(HttpClient http, Dictionary<string, string> asked, string file, CancellationToken cancellation)
    {
        string query = string.Join('&', asked.Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}"));
        JsonElement preview = await SendAsync(http, HttpMethod.Get, $"/api/audit/exports/preview?{query}", body: null, cancellation);
        long count = preview.GetProperty("count").GetInt64();
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{count:N0} entries match, about {Math.Max(preview.GetProperty("estimatedBytes").GetInt64() / 1e6, 0.1):N1} MB as {asked["format"]}"));

        JsonElement export = await SendAsync(http, HttpMethod.Post, "/api/audit/exports", asked, cancellation);
        string path = $"/api/audit/exports/{export.GetProperty("id").GetGuid()}";
        try
        {
            export = await WaitAsync(http, path, cancellation);
        }
        catch (OperationCanceledException)
        {
            await SendAsync(http, HttpMethod.Delete, path, [], CancellationToken.None);
            throw;
        }

        try
        {
            string digest = await DownloadAsync(http, path + "/content", file, cancellation);
            if (digest != export.GetProperty("sha256").GetString())
            {
                throw new ExportRefusedException($"The file that came is not the one that was made: its SHA-256 is {digest}. Nothing was kept.");
            }

            File.Move(file + ".part", file, overwrite: false);
            Console.WriteLine($"{digest}  {file}");
            return 0;
        }
        finally
        {
            File.Delete(file + ".part");
        }
    }

    private static async Task<JsonElement> WaitAsync(HttpClient http, string path, CancellationToken cancellation)
    {
        while (true)
        {
            JsonElement export = await SendAsync(http, HttpMethod.Get, path, body: null, cancellation);
            string state = export.GetProperty("state").GetString()!;
            long leftOut = export.GetProperty("notCheckpointed").GetInt64();
            string progress = string.Create(
                CultureInfo.InvariantCulture,
                $"{state}: {export.GetProperty("written").GetInt64():N0} of {Math.Max(export.GetProperty("count").GetInt64(), export.GetProperty("written").GetInt64()):N0}{(leftOut > 0 ? $", {leftOut:N0} not yet checkpointed" : "")}");
            await Console.Error.WriteAsync(Console.IsErrorRedirected ? progress + "\n" : $"\r{progress,-70}");
            if (state is not ("queued" or "running"))
            {
                await Console.Error.WriteAsync(Console.IsErrorRedirected ? "" : "\n");
                return state == "done"
                    ? export
                    : throw new ExportRefusedException(export.TryGetProperty("problem", out JsonElement problem) ? problem.GetString()! : $"The export was {state}.");
            }

            await Task.Delay(LookEvery, cancellation);
        }
    }

    /// <summary>Fetches into a file beside the one that is wanted.</summary>
    /// <returns>SHA-256 of what came.</returns>
    private static async Task<string> DownloadAsync(HttpClient http, string path, string file, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellation);
        await RequireAsync(answer, cancellation);
        await using FileStream part = File.Create(file + ".part");
        await answer.Content.CopyToAsync(part, cancellation);
        part.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(part, cancellation));
    }

    private static async Task<JsonElement> SendAsync(HttpClient http, HttpMethod method, string path, Dictionary<string, string>? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body), new MediaTypeHeaderValue("application/json"));
        }

        using HttpResponseMessage answer = await http.SendAsync(request, cancellation);
        await RequireAsync(answer, cancellation);
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
        return json.RootElement.Clone();
    }

    private static async Task RequireAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new ExportRefusedException($"{answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
        }
    }

    private sealed class ExportRefusedException(string message) : Exception(message);
}
