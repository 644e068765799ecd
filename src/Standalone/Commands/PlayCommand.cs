using System.Text.Json;
using Auditor.Contracts;
using Auditor.Hosting;
using Auditor.Hosting.Access;
using Auditor.Standalone.Scenarios;
using Auditor.Standalone.Simulation;
using Auditor.Storage;
using MassTransit;
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
            return await ReportAsync(app, scenario, output);
        }
        finally
        {
            await app.StopAsync();
        }
    }

    private static async Task<int> ReportAsync(WebApplication app, Scenario scenario, OrderedOutput output)
    {
        long failedBefore = await OpenFailuresAsync(app);
        await PerformAsync(app, scenario, output);
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

    private static async Task PerformAsync(WebApplication app, Scenario scenario, OrderedOutput output)
    {
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
        var player = new ScenarioPlayer(
            scenario,
            app.Services.GetRequiredService<IServer>().LoopbackAddress(),
            app.Services.GetRequiredService<ServiceCredential>(),
            app.Services.GetRequiredService<IBus>(),
            scope.ServiceProvider.GetRequiredService<IRequestClient<OperatorPolicyRequested>>());
        await player.SaveRulesAsync(replace: true, CancellationToken.None);
        foreach (ScenarioStep step in scenario.Steps)
        {
            foreach (ActivityObserved activity in await player.PerformAsync(step, CancellationToken.None))
            {
                await output.ExpectAsync(activity.ActivityId);
                await player.ReportAsync(activity, CancellationToken.None);
            }
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
