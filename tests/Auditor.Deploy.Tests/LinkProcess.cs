using System.Diagnostics;
using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Sending;

namespace Auditor.Deploy.Tests;

/// <summary>
/// The plugin's link in a process of its own, which reports one activity. Trust in an authority comes from the environment that the
/// process starts with, as on a workstation from its certificate store.
/// </summary>
internal static class LinkProcess
{
    public const string Command = "link";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Gives what it said: <c>sent</c>, or the problem in the plugin's words.</summary>
    public static async Task<string> SendAsync(ConnectionSettings settings, string? authority)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Auditor.Deploy.Tests"), [Command, settings.ToXml()]) { RedirectStandardOutput = true };
        start.Environment["SSL_CERT_FILE"] = authority;
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Trim();
    }

    /// <summary>The body of the process itself.</summary>
    public static async Task<int> RunAsync(string settings)
    {
        var log = new RecordedLog();
        using var link = new RabbitMqLink(ConnectionSettings.FromXml(settings)!, "test", TimeProvider.System, log);
        using var patience = new CancellationTokenSource(Patience);
        // The first try has ended when the host's log says how.
        await log.First.Task.WaitAsync(patience.Token);
        try
        {
            await link.SendAsync(new BrokerMessage(Exchanges.Activities, "test", Guid.NewGuid(), "{}"u8.ToArray()), patience.Token);
            await Console.Out.WriteLineAsync("sent");
        }
        catch (BrokerLinkException problem)
        {
            await Console.Out.WriteLineAsync(problem.Message);
        }

        return 0;
    }
}
