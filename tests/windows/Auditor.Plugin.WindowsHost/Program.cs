using System.Windows;
using Auditor.Plugin.WindowsHost.Driving;

namespace Auditor.Plugin.WindowsHost;

/// <summary>Takes commands as JSON lines on standard input and answers with JSON lines on standard output; see tests/windows/README.md.</summary>
internal static class Program
{
    [STAThread]
    public static int Main()
    {
        var application = new Application { ShutdownMode = ShutdownMode.OnExplicitShutdown };
        var host = new CommandLoop(application.Dispatcher);
        application.Startup += (_, _) => host.Start();
        application.DispatcherUnhandledException += (_, problem) =>
        {
            // A plugin's exception that gets here would have ended the client: the tests must see it.
            Report.Write("crash", new { error = problem.Exception.ToString() });
            problem.Handled = true;
        };
        return application.Run();
    }
}
