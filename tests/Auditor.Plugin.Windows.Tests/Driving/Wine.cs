using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Auditor.Plugin.Windows.Tests.Driving;

/// <summary>Wine with its screen, and the host that was built for it; once for all tests, which run one after the other on the one screen.</summary>
public sealed class Wine : IAsyncLifetime
{
    private static readonly string Root = FindRoot();
    private static readonly string Configuration = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Configuration").Value!;
    private static readonly string Scripts = Path.Combine(Root, "tests", "windows");

    /// <summary>Where the pictures go.</summary>
    public static string Pictures { get; } = Environment.GetEnvironmentVariable("AUDITOR_PICTURES") is { Length: > 0 } given ? given : Path.Combine(Root, ".test-run", "pictures");

    /// <summary>The folder that XProtect would load, with plugin.def.</summary>
    public static string PluginFolder { get; } = Path.Combine(Root, "src", "Plugins", "Auditor.Plugin", "bin", Configuration, "net472");

    /// <summary>Where the themes and styles are.</summary>
    public static string Look { get; } = Path.Combine(Root, "src", "Plugins", "Auditor.Plugin", "Look");

    private static string HostProject { get; } = Path.Combine(Scripts, "Auditor.Plugin.WindowsHost");

    /// <summary>For programs that look at the screen.</summary>
    public string Display { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Pictures);
        // What a run that was cut off left behind would stand in the way of this one's windows.
        await RunAsync(TimeSpan.FromSeconds(60), "bash", Path.Combine(Scripts, "wine.sh"), "stop");
        await RunAsync(TimeSpan.FromMinutes(2), "bash", Path.Combine(Scripts, "reference-pack.sh"));
        await RunAsync(TimeSpan.FromMinutes(3), "dotnet", "build", HostProject, "-c", Configuration, "-v", "q", "--nologo");
        await RunAsync(TimeSpan.FromMinutes(2), "bash", Path.Combine(Scripts, "wine.sh"), "start");
        Display = (await RunAsync(TimeSpan.FromSeconds(10), "bash", Path.Combine(Scripts, "wine.sh"), "display")).Trim();
    }

    public async ValueTask DisposeAsync() => await RunAsync(TimeSpan.FromSeconds(60), "bash", Path.Combine(Scripts, "wine.sh"), "stop");

    /// <summary>Starts the host, at a scale as in Windows' display settings.</summary>
    public async Task<HostProcess> StartHostAsync(int scalePercent = 100)
    {
        await RunAsync(TimeSpan.FromSeconds(60), "bash", Path.Combine(Scripts, "wine.sh"), "scale", scalePercent.ToString());
        string program = Path.Combine(HostProject, "bin", Configuration, "net10.0-windows", "win-x64", "Auditor.Plugin.WindowsHost.exe");
        return await HostProcess.StartAsync(this, ["bash", Path.Combine(Scripts, "wine.sh"), "run", program]);
    }

    /// <summary>Types or clicks; the arguments are xdotool's.</summary>
    public Task XdotoolAsync(params string[] arguments) => RunAsync(TimeSpan.FromSeconds(30), ["xdotool", .. arguments]);

    /// <summary>Photographs a part of the screen, popups and all.</summary>
    public async Task<string> PhotographAsync(string name, int x, int y, int width, int height)
    {
        string path = Path.Combine(Pictures, name + ".png");
        await RunAsync(TimeSpan.FromSeconds(30), "import", "-window", "root", "-crop", $"{width}x{height}+{x}+{y}", "+repage", "-strip", path);
        return path;
    }

    /// <summary>How different two pictures of the same size are, from 0 to 1.</summary>
    public static async Task<double> DifferenceAsync(string one, string other) =>
        double.Parse(await RunAsync("", TimeSpan.FromSeconds(30), "convert", one, other, "-metric", "RMSE", "-compare", "-format", "%[distortion]", "info:"), CultureInfo.InvariantCulture);

    private Task<string> RunAsync(TimeSpan patience, params string[] command) => RunAsync(Display, patience, command);

    private static async Task<string> RunAsync(string display, TimeSpan patience, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // The screen is Wine's; the build servers that a nested build leaves behind would keep our pipes open.
        start.Environment["DISPLAY"] = display;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException problem)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{string.Join(' ', command)}' did not end within {patience}.", problem);
        }

        // Xvfb and wineserver live on and keep what they inherited open: what was said until now is all that is waited for.
        await Task.WhenAny(Task.WhenAll(output, errors), Task.Delay(TimeSpan.FromSeconds(2)));
        string said = output.IsCompleted ? await output : "";
        return process.ExitCode == 0
            ? said
            : throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with {process.ExitCode}: {said}\n{(errors.IsCompleted ? await errors : "")}");
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Auditor.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new UnreachableException("Auditor.sln is not above the tests' folder.");
    }
}
