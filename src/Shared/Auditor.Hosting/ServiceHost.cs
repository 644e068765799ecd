using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Hosting.Bus;
using Auditor.Hosting.Health;
using Auditor.Hosting.Settings;
using Auditor.Hosting.Telemetry;
using Auditor.Storage;
using Auditor.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auditor.Hosting;

/// <summary>The host that every service has alike. A service adds its own subject and its routes.</summary>
public static class ServiceHost
{
    /// <summary>Largest request body.</summary>
    private const int MaximumRequestBytes = 10 * 1024 * 1024;

    /// <summary>A web application with API conventions, health, and nobody let in who has no right to.</summary>
    /// <param name="args">Settings on the command line.</param>
    /// <param name="usualAddress">Where it listens when nothing says otherwise; each service has its own, so that they can run side by side.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args, string usualAddress)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Settings come from the command line, the environment and appsettings.json beside the program.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddSecretFiles();
        // Behind everything that anybody says, and not over it: a value that is set on the whole is set on each source.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new(WebHostDefaults.ServerUrlsKey, usualAddress)] });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaximumRequestBytes;
            kestrel.AddServerHeader = false;
        });
        // What the frameworks tell of each request is for the one who looks into it: Logging:LogLevel:Microsoft.AspNetCore=Information.
        foreach (string chatty in (string[])["Microsoft.AspNetCore", "System.Net.Http", "MassTransit"])
        {
            builder.Logging.AddFilter(chatty, LogLevel.Warning);
        }

        // A start that fails is explained in one line by RunAsync; what cannot be explained ends the process with its stack trace anyway.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.ConfigureHttpJsonOptions(json => WireFormat.Configure(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ApiExceptionHandler>();
        builder.Services.AddOpenApi();
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton<SettingsInForce>();
        builder.Services.AddAccess();
        builder.AddTelemetry();
        return builder;
    }

    /// <summary>Builds the application with what comes before and beside the service's own routes.</summary>
    public static WebApplication BuildWith(this WebApplicationBuilder builder, params Action<IEndpointRouteBuilder>[] routes)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddAccessServices();
        WebApplication app = builder.Build();
        app.UseForwardedAddresses();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseAddressLimits();
        app.UseAuthentication();
        app.UseRequestRules();
        app.UseIdentityLimits();
        app.UseAuthorization();
        app.MapAuditorHealth();
        app.MapSettings();
        app.MapOpenApi().AllowSignedIn();
        foreach (Action<IEndpointRouteBuilder> map in routes)
        {
            map(app);
        }

        return app;
    }

    /// <summary>
    /// Runs until told to stop. What a person can mend (configuration, a store that does not open, a port in use) is said in one
    /// line on standard error, with exit code 1, which is also that of a host that ended itself to be started anew.
    /// </summary>
    public static async Task<int> RunAsync(Func<WebApplication> build)
    {
        try
        {
            await using WebApplication app = build();
            // Asked for now: after the run the services are gone.
            (StuckSends? sends, StuckBus? bus) = (app.Services.GetService<StuckSends>(), app.Services.GetService<StuckBus>());
            await app.RunAsync();
            return sends is { Ended: true } || bus is { Ended: true } ? 1 : 0;
        }
        catch (Exception problem) when (Explain(problem) is { } explanation)
        {
            await Console.Error.WriteLineAsync("auditor: " + explanation);
            return 1;
        }
    }

    /// <summary>What a person can mend, in one line; null for anything else.</summary>
    public static string? Explain(Exception problem) => problem switch
    {
        UnusableConfigurationException or StoreUnavailableException or StoreVersionException => problem.Message,
        OptionsValidationException options => string.Join(Environment.NewLine, options.Failures),
        // Binding says which key and which value in the inner exception's words.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => problem.Message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => problem.Message,
        _ => null,
    };
}
