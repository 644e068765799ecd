using Auditor.Storage.Tests.Sqlite;

namespace Auditor.Storage.Tests;

/// <summary>Runs the tests; or, started by one of them, appends until it is killed.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) =>
        args is [AppendingProcess.Command, string path, string batchSize]
            ? await AppendingProcess.RunAsync(path, int.Parse(batchSize))
            : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
