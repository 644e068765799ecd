using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Auditor.Hosting.Telemetry;

/// <summary>
/// Traces, metrics and logs over OTLP, when an endpoint is configured by the variables of the OpenTelemetry specification
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its relatives). Without one nothing is collected and nothing is sent.
/// </summary>
internal static class TelemetryRegistration
{
    /// <summary>The endpoint for all three; the specification has one for each too.</summary>
    private static readonly string[] Endpoints =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"];

    /// <summary>What is measured and traced beside ourselves: the bus, the web server and the runtime.</summary>
    private static readonly string[] Sources = [AuditorTelemetry.Name, "MassTransit", "Microsoft.AspNetCore"];

    private static readonly string[] Meters =
        [AuditorTelemetry.Name, "MassTransit", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    /// <exception cref="UnusableConfigurationException">An endpoint is not a URL.</exception>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!IsWanted(builder.Configuration))
        {
            return;
        }

        ResourceBuilder resource = Resource();
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build());
        builder.Services.AddHostedService<TelemetryExport>();
        builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(resource).AddOtlpExporter());
    }

    private static bool IsWanted(ConfigurationManager configuration)
    {
        bool wanted = false;
        foreach (string key in Endpoints)
        {
            if (configuration[key] is not { Length: > 0 } endpoint)
            {
                continue;
            }

            wanted = Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
                ? true
                : throw new UnusableConfigurationException($"{key} is '{endpoint}', which must be a URL like http://collector:4317.");
        }

        return wanted;
    }

    /// <summary>Who says it; <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> say otherwise.</summary>
    private static ResourceBuilder Resource()
    {
        AssemblyName program = (Assembly.GetEntryAssembly() ?? typeof(TelemetryRegistration).Assembly).GetName();
        return ResourceBuilder.CreateDefault()
            .AddService(program.Name ?? "Auditor", "auditor", program.Version?.ToString(3), autoGenerateServiceInstanceId: true)
            .AddEnvironmentVariableDetector();
    }

    /// <summary>Has both begin with the host, and send what is left when it stops.</summary>
    private sealed class TelemetryExport(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) =>
            Task.Run(
                () =>
                {
                    // A collector that is away must not hold up the stop.
                    traces.ForceFlush(2_000);
                    metrics.ForceFlush(2_000);
                },
                cancellationToken);
    }
}
