using System.Net.Http.Headers;
using System.Text.Json;

namespace Auditor.Standalone.Commands;

/// <summary>Asks a running Auditor to put its failed appends back on their queues.</summary>
internal static class ReimportCommand
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        string url = arguments.Option("--url") ?? "http://127.0.0.1:5080";
        string? key = ClientKey.Read(arguments);
        arguments.Finish();
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"--url is '{url}'; expected is an address like http://127.0.0.1:5080.");
        }

        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = ClientKey.Header(key);
        using var body = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
        try
        {
            using HttpResponseMessage answer = await http.PostAsync("/api/audit/failed-appends/reimport", body);
            string text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
            {
                await Console.Error.WriteLineAsync($"auditor: {address} answered {(int)answer.StatusCode}: {text}");
                return 1;
            }

            using JsonDocument result = JsonDocument.Parse(text);
            Console.WriteLine($"{result.RootElement.GetProperty("putBack")} put back, {result.RootElement.GetProperty("left")} left.");
            return 0;
        }
        catch (HttpRequestException unreachable)
        {
            await Console.Error.WriteLineAsync($"auditor: {address} does not answer: {unreachable.Message}");
            return 1;
        }
    }
}
