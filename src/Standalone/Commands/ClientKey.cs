using System.Net.Http.Headers;

namespace Auditor.Standalone.Commands;

/// <summary>The API key of a command that calls a running Auditor. Never a word of the command line, which every user of the machine can see.</summary>
internal static class ClientKey
{
    private const string Variable = "AUDITOR_API_KEY";

    /// <summary>Takes <c>--api-key-file FILE</c>, else the environment's; null where there is neither.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static string? Read(Arguments arguments)
    {
        if (arguments.Option("--api-key-file") is not { } file)
        {
            return Environment.GetEnvironmentVariable(Variable)?.Trim();
        }

        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--api-key-file: {problem.Message}");
        }
    }

    public static AuthenticationHeaderValue? Header(string? key) => string.IsNullOrEmpty(key) ? null : new AuthenticationHeaderValue("Bearer", key);
}
