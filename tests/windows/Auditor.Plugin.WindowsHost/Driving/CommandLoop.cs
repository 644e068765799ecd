using System.IO;
using System.Text;
using System.Text.Json;
using System.Windows;
using System.Windows.Threading;
using Auditor.Plugin.WindowsHost.Screens;

namespace Auditor.Plugin.WindowsHost.Driving;

/// <summary>Reads commands and carries each out on the UI thread, one after the other.</summary>
internal sealed class CommandLoop(Dispatcher ui)
{
    private readonly Dictionary<string, HostScreen> _screens = HostScreen.All();

    public void Start()
    {
        new Thread(Read) { IsBackground = true, Name = "Commands" }.Start();
        Report.Write("ready", new { screens = _screens.Keys.Order(StringComparer.Ordinal) });
    }

    private void Read()
    {
        // Not Console.In, which reads in the code page of this Windows.
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        while (input.ReadLine() is { } line)
        {
            // After layout and rendering of what came before.
            ui.Invoke(() => Obey(line), DispatcherPriority.ContextIdle);
        }

        ui.Invoke(() => Application.Current.Shutdown());
    }

    private void Obey(string line)
    {
        try
        {
            using var command = JsonDocument.Parse(line);
            var request = new ScreenRequest(command.RootElement.Clone());
            switch (request.Text("do"))
            {
                case "show":
                    Screen(request).Show(request);
                    Report.Write("shown");
                    break;
                case "tell":
                    Screen(request).Tell(request);
                    Report.Write("told");
                    break;
                case "where":
                    Report.Write("controls", new { controls = Surroundings.Controls(), words = Surroundings.Words() });
                    break;
                case "picture":
                    Picture.Save(request.Text("of"), request.WindowsPath("path"));
                    Report.Write("saved");
                    break;
                case "quit":
                    Report.Write("bye");
                    Application.Current.Shutdown();
                    break;
                default:
                    Report.Write("refused", new { error = $"'{request.Text("do")}' is no command." });
                    break;
            }
        }
#pragma warning disable CA1031 // the test is told, whatever it is
        catch (Exception problem)
#pragma warning restore CA1031
        {
            Report.Write("refused", new { error = problem.ToString() });
        }
    }

    private HostScreen Screen(ScreenRequest request) =>
        _screens.TryGetValue(request.Text("screen"), out HostScreen? screen) ? screen : throw new ArgumentException($"There is no screen '{request.Text("screen")}'.", nameof(request));
}
