using Auditor.Hosting;
using Auditor.Hosting.Access;
using Auditor.Standalone.Scenarios;
using Microsoft.AspNetCore.Hosting.Server;

namespace Auditor.Standalone.Simulation;

/// <summary>A small site at which something always happens: the embedded scenario, over and over, in real time.</summary>
internal sealed partial class DemoSite(
    SiteLinks links,
    DeliveryWatch deliveries,
    IServer server,
    ServiceCredential credential,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DemoSite> logger) : BackgroundService
{
    private const string Resource = "night-shift.jsonl";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(700);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await UntilStartedAsync(stoppingToken);
            Scenario scenario = ScenarioReader.Read(ReadLines());
            // Whoever has changed the demo's rules keeps the change.
            await SiteRules.SaveAsync(scenario, server.LoopbackAddress(), credential, replace: false, stoppingToken);
            string folder = Path.Combine(Path.GetDirectoryName(configuration.StoreFile("audit-log.db"))!, "simulated");
            await using var player = new ScenarioPlayer(scenario, links, folder, watch: null);
            await player.StartAsync(deliveries);
            while (true)
            {
                await PlayOnceAsync(scenario, player, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception problem)
        {
            // The demo is no reason to end the product that it shows.
            Log.DemoEnded(logger, problem);
        }
    }

    private async Task PlayOnceAsync(Scenario scenario, ScenarioPlayer player, CancellationToken cancellation)
    {
        // Steps happen now, at a pace that is pleasant to watch. Recordings keep their distance from the scenario's start, so that
        // ranges stay as long as the scenario says.
        TimeSpan shift = time.GetUtcNow() - scenario.Steps[0].At!.Value;
        foreach (ScenarioStep step in scenario.Steps)
        {
            ScenarioStep now = step with
            {
                // At real time.
                At = null,
                From = step.From + shift,
                To = step.To + shift,
                Recordings = step.Recordings?.Select(taken => taken with { From = taken.From + shift, To = taken.To + shift }).ToList(),
            };
            await player.PerformAsync(now, cancellation);
            await Task.Delay(Pace, time, cancellation);
        }
    }

    private async Task UntilStartedAsync(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(cancellation);
    }

    private static string[] ReadLines()
    {
        using Stream stream = typeof(DemoSite).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The embedded scenario {Resource} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "The simulated site stopped playing")]
        public static partial void DemoEnded(ILogger logger, Exception problem);
    }
}
