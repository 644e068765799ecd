namespace Auditor.Deploy.Tests;

/// <summary>Runs the tests; or, started by one of them, connects as the plugin does.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) =>
        args is [LinkProcess.Command, string settings]
            ? await LinkProcess.RunAsync(settings)
            : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
