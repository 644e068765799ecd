using System.Diagnostics;

namespace Auditor.Faults.Processes;

/// <summary>Runs another program to its end.</summary>
internal static class CommandLineTool
{
    /// <summary>Gives the exit code and what was written to standard output and standard error.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using Process process = Start(program, arguments, environment, read: true);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    /// <summary>For a program that leaves something running which holds on to its output.</summary>
    public static async Task<int> RunUnreadAsync(string program, string[] arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using Process process = Start(program, arguments, environment, read: false);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Whether it ran and ended well; false also when there is no such program, or no right to what it does.</summary>
    public static async Task<bool> TryAsync(string program, params string[] arguments)
    {
        try
        {
            return (await RunAsync(program, arguments)).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(string program, string[] arguments, IReadOnlyDictionary<string, string?>? environment, bool read)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = read, RedirectStandardError = read };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
