using System.Text.Json;
using Auditor.Hosting;
using Auditor.Hosting.Access;
using Auditor.Standalone.Scenarios;
using Auditor.Standalone.Simulation;
using Auditor.Storage;
using Microsoft.AspNetCore.Hosting.Server;

namespace Auditor.Standalone.Commands;

/// <summary>Plays a scenario to its end, prints what XProtect would get, and counts.</summary>
internal static class PlayCommand
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        string file = arguments.Required("FILE");
        string? folder = arguments.Option("--data");
        bool json = arguments.Flag("--json");
        string[] settings = arguments.Settings();
        arguments.Finish();

        Scenario scenario;
        try
        {
            scenario = ScenarioReader.Read(await File.ReadAllLinesAsync(file));
        }
        catch (Exception wrong) when (wrong is ScenarioException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return await RefuseAsync(file, wrong);
        }

        string? temporary = folder is null ? Directory.CreateTempSubdirectory("auditor-play-").FullName : null;
        try
        {
            return await PlayAsync(scenario, settings, folder ?? temporary!, json);
        }
        catch (ScenarioException wrong)
        {
            return await RefuseAsync(file, wrong);
        }
        catch (Exception wrong) when (ServiceHost.Explain(wrong) is { } explanation)
        {
            await Console.Error.WriteLineAsync("auditor: " + explanation);
            return 1;
        }
        finally
        {
            if (temporary is not null)
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static async Task<int> PlayAsync(Scenario scenario, string[] settings, string folder, bool json)
    {
        using var output = new OrderedOutput(Console.Out, json);
        WebApplicationBuilder builder = StandaloneHost.CreateBuilder(settings, folder, output);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Logging.AddFilter("MassTransit", LogLevel.Error);
        await using WebApplication app = StandaloneHost.Build(builder);
        await app.StartAsync();
        try
        {
            return await ReportAsync(app, scenario, output, Path.Combine(folder, "simulated"));
        }
        finally
        {
            await app.StopAsync();
        }
    }

    private static async Task<int> ReportAsync(WebApplication app, Scenario scenario, OrderedOutput output, string folder)
    {
        long failedBefore = await OpenFailuresAsync(app);
        await PerformAsync(app, scenario, output, folder);
        bool complete = await output.CompleteAsync();
        long failed = output.Missing + await OpenFailuresAsync(app) - failedBefore;
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            activities = output.Expected,
            entries = output.Written,
            logLines = output.LogLines,
            events = output.Events,
            failed,
        }));
        return complete && failed == 0 ? 0 : 1;
    }

    private static async Task PerformAsync(WebApplication app, Scenario scenario, OrderedOutput output, string folder)
    {
        Uri api = app.Services.GetRequiredService<IServer>().LoopbackAddress();
        await SiteRules.SaveAsync(scenario, api, app.Services.GetRequiredService<ServiceCredential>(), replace: true, CancellationToken.None);
        await using var player = new ScenarioPlayer(scenario, app.Services.GetRequiredService<SiteLinks>(), folder, output);
        await player.StartAsync(app.Services.GetRequiredService<DeliveryWatch>());
        foreach (ScenarioStep step in scenario.Steps)
        {
            await player.PerformAsync(step, CancellationToken.None);
        }
    }

    private static Task<long> OpenFailuresAsync(WebApplication app) =>
        app.Services.GetRequiredService<IFailedAppends>().CountOpenAsync(CancellationToken.None);

    private static async Task<int> RefuseAsync(string file, Exception wrong)
    {
        await Console.Error.WriteLineAsync($"auditor: {file}: {wrong.Message}");
        return CommandLine.Usage;
    }
}
