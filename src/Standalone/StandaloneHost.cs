using Auditor.AuditWriter;
using Auditor.Contracts;
using Auditor.Hosting;
using Auditor.Hosting.Access;
using Auditor.Hosting.Bus;
using Auditor.Hosting.Changes;
using Auditor.Notifier;
using Auditor.RuleService;
using Auditor.Standalone.Simulation;
using Auditor.WebConsole;
using MassTransit;
using Microsoft.Extensions.Logging.Console;

namespace Auditor.Standalone;

/// <summary>Every service in one process, composed of the same parts as the separate hosts.</summary>
internal static class StandaloneHost
{
    public const string UsualAddress = "http://127.0.0.1:5080";

    /// <param name="arguments">Settings on the command line.</param>
    /// <param name="folder">The data folder; null for the one that is configured.</param>
    /// <param name="output">Where is shown what the simulated XProtect gets; null for none, when real plugins deliver them.</param>
    public static WebApplicationBuilder CreateBuilder(string[] arguments, string? folder, IOutcomeOutput? output)
    {
        WebApplicationBuilder builder = ServiceHost.CreateBuilder([.. arguments, .. folder is null ? (string[])[] : [$"--{Stores.FolderKey}={folder}"]], UsualAddress);

        // The screen is for what happens at the site; what the services log goes beside it, to standard error.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddAuditWriter();
        builder.AddRuleService();
        builder.AddNotifier();
        builder.AddWebConsole();
        List<Action<IBusRegistrationConfigurator>> consumers = [AuditWriterRegistration.AddConsumers, RuleServiceRegistration.AddConsumers];
        if (!builder.Configuration.HasBroker())
        {
            consumers.Add(builder.Services.AwaitAppends());
        }

        if (output is not null)
        {
            // The simulated site saves its rules as anybody would: over the API, and in its own name.
            builder.Services.AddSingleton(new ServiceCredential("Simulated site", AccessRoles.Administrator));
            builder.Services.AddSingleton(output);
            builder.Services.AddSingleton<SiteTraffic>();
            builder.Services.AddSingleton<SiteLinks>();
            builder.Services.AddSingleton<DeliveryWatch>();
            bool broker = builder.Configuration.HasBroker();
            consumers.Add(bus => SiteConsumers.Add(bus, broker));
        }

        builder.AddAuditorBus([.. consumers]);
        return builder;
    }

    public static WebApplication Build(WebApplicationBuilder builder) =>
        builder.BuildWith(AuditWriterRegistration.MapAuditWriter, RuleServiceRegistration.MapRuleService, NotifierRegistration.MapNotifier, WebConsoleRegistration.MapWebConsole);
}
