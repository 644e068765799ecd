using System.Windows;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.SmartClient;
using Auditor.Plugin.WindowsHost.Driving;

namespace Auditor.Plugin.WindowsHost.Screens;

/// <summary>The reason prompt over the client's main window, with a floating one beside it.</summary>
internal sealed class PromptScreen : HostScreen, IDisposable
{
    private CancellationTokenSource _withdrawal = new();
    private ClientWindow? _main;
    private ClientWindow? _floating;
    private WpfPromptView? _view;
    private ScreenRequest? _latest;

    public override string Name => "prompt";

    public override void Show(ScreenRequest request)
    {
        if (_main is null)
        {
            Rect screen = SystemParameters.WorkArea;
            _main = new ClientWindow("main", 0, 0, screen.Width * 0.8, screen.Height);
            _floating = new ClientWindow("floating", screen.Width * 0.8, 0, screen.Width * 0.2, screen.Height);
            _main.Show();
            _floating.Show();
        }

        _latest = request;
        _view ??= new WpfPromptView(act => { _ = Application.Current.Dispatcher.BeginInvoke(act); }, Owner, () => _latest.Theme);
        _ = AskAsync(request.Data<PromptQuestion>("question"), _withdrawal.Token);
    }

    /// <summary>The question expires, or the operator logs out.</summary>
    public override void Tell(ScreenRequest request)
    {
        _withdrawal.Cancel();
        _withdrawal.Dispose();
        _withdrawal = new CancellationTokenSource();
    }

    public void Dispose() => _withdrawal.Dispose();

    private ClientWindow? Owner(string id) => id == "floating" ? _floating : _main;

    private async Task AskAsync(PromptQuestion question, CancellationToken withdrawn)
    {
        try
        {
            PromptReply reply = await Task.Run(() => _view!.AskAsync(question, withdrawn));
            Report.Write("reply", new { title = question.Title, declined = reply.Reason is null, reason = reply.Reason });
        }
        catch (OperationCanceledException)
        {
            Report.Write("withdrawn", new { title = question.Title });
        }
#pragma warning disable CA1031 // the test is told, whatever it is
        catch (Exception problem)
#pragma warning restore CA1031
        {
            Report.Write("crash", new { error = problem.ToString() });
        }
    }
}
