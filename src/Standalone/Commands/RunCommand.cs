using Auditor.AuditWriter.Access;
using Auditor.Contracts;
using Auditor.Hosting;
using Auditor.Standalone.Simulation;
using Auditor.Storage;
using Microsoft.AspNetCore.Hosting.Server;

namespace Auditor.Standalone.Commands;

/// <summary>Runs everything until Ctrl-C, with a small simulated site unless told otherwise.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        string? urls = arguments.Option("--urls");
        string? folder = arguments.Option("--data");
        bool demo = !arguments.Flag("--no-demo");
        string[] settings = [.. arguments.Settings(), .. urls is null ? (string[])[] : ["--urls=" + urls]];
        arguments.Finish();

        return await ServiceHost.RunAsync(() =>
        {
            ConsoleOutput? output = demo ? new ConsoleOutput(Console.Out) : null;
            WebApplicationBuilder builder = StandaloneHost.CreateBuilder(settings, folder, output);
#if FULL_FEED
            // Does something only where Windows' service manager has started the program.
            builder.Services.AddWindowsService(service => service.ServiceName = "Auditor");
#endif

            // The screen is for what happens at the site; the address is said in our own words.
            builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
            if (demo)
            {
                builder.Logging.AddFilter("Auditor", LogLevel.Warning);
                builder.Services.AddHostedService<DemoSite>();
            }

            WebApplication app = StandaloneHost.Build(builder);
            app.Lifetime.ApplicationStarted.Register(() => _ = GreetAsync(app, demo));
            return app;
        });
    }

    private static async Task GreetAsync(WebApplication app, bool demo)
    {
        // Made before anything is printed, so that the lines stay together.
        string folder = Path.GetDirectoryName(app.Configuration.StoreFile("audit-log.db"))!;
        // What a service manager writes down is read by others, and a link lets anybody in.
        string link = demo || !Console.IsOutputRedirected ? await LinkAsync(app) : $"For a link to sign in: auditor access link --data {folder}";
        Console.WriteLine($"Auditor is listening on {string.Join(", ", app.Urls)}");
        Console.WriteLine($"Data folder: {folder}");
        Console.WriteLine(link);
        if (demo)
        {
            Console.WriteLine("A simulated site plays. Below: what would go to the Milestone audit log, and the events that would fire.");
        }

        Console.WriteLine("Ctrl-C ends it.");
        Console.WriteLine();
    }

    private static async Task<string> LinkAsync(WebApplication app)
    {
        try
        {
            Uri address = app.Services.GetRequiredService<IServer>().LoopbackAddress();
            return await AccessCommand.LinkAsync(app.Services.GetRequiredService<SignInDesk>(), address, new Actor { Type = ActorTypes.Service, Name = "Standalone" });
        }
        catch (StoreUnavailableException away)
        {
            return "No sign-in link: " + away.Message;
        }
    }
}
