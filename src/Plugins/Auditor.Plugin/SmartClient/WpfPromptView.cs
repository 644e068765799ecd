using System.Windows;
using System.Windows.Interop;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Look;

namespace Auditor.Plugin.SmartClient;

/// <summary>
/// Shows questions as windows of the client. The window that a question belongs to takes no input while it stands; other windows do, so that
/// an operator can go on watching live on them. Mentions WPF in its members: reach it by <see cref="WpfPromptViews"/>.
/// </summary>
/// <param name="onUiThread">Runs something on the client's UI thread, whether at once or later.</param>
/// <param name="ownerOf">The window of the client that a window id means; null when there is none. Called on the UI thread.</param>
/// <param name="theme">Which theme the client wears now. Called on the UI thread.</param>
#pragma warning disable CA1001 // a semaphore whose wait handle nobody asks for holds nothing to dispose of
internal sealed class WpfPromptView(Action<Action> onUiThread, Func<string, Window?> ownerOf, Func<LookTheme> theme) : IPromptView
#pragma warning restore CA1001
{
    // Never two at once, whatever the caller does.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<PromptReply> AskAsync(PromptQuestion question, CancellationToken withdrawn)
    {
        await _turn.WaitAsync(withdrawn).ConfigureAwait(false);
        try
        {
            var answer = new TaskCompletionSource<PromptReply>(TaskCreationOptions.RunContinuationsAsynchronously);
            Post(() => Show(question, answer, withdrawn), answer);
            return await answer.Task.ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    // From a thread of the pool: the client may make the caller wait until its UI thread has time. What cannot be posted fails the question.
    private void Post(Action act, TaskCompletionSource<PromptReply> answer) => _ = Task.Run(() => Guard(() => onUiThread(act), answer));

    // What goes wrong here fails the question, and not the client.
    private void Show(PromptQuestion question, TaskCompletionSource<PromptReply> answer, CancellationToken withdrawn)
    {
        try
        {
            if (withdrawn.IsCancellationRequested)
            {
                answer.TrySetCanceled(withdrawn);
                return;
            }

            var model = new PromptViewModel(question);
            var window = new PromptWindow(model, theme());
            Window? owner = UsableOwner(question.Window);
            Own(window, owner);
            var block = new WpfPromptOwnerBlock(owner);
            CancellationTokenRegistration withdrawal = withdrawn.Register(() => Post(() => Guard(window.Withdraw, answer), answer));
            // Before the window goes: Windows would hand the focus to another program while its owner is blocked.
            model.Decided += (_, _) => block.Dispose();
            window.Closed += (_, _) =>
            {
                block.Dispose();
                withdrawal.Dispose();
                if (model.Reply is { } reply)
                {
                    answer.TrySetResult(reply);
                }
                else
                {
                    answer.TrySetCanceled(withdrawn.IsCancellationRequested ? withdrawn : new CancellationToken(canceled: true));
                }
            };
            Guard(window.Show, answer, block);
        }
#pragma warning disable CA1031 // whatever it is, it must not reach the client's dispatcher
        catch (Exception problem)
#pragma warning restore CA1031
        {
            answer.TrySetException(problem);
        }
    }

    private static void Guard(Action act, TaskCompletionSource<PromptReply> answer, WpfPromptOwnerBlock? block = null)
    {
        try
        {
            act();
        }
#pragma warning disable CA1031 // as above
        catch (Exception problem)
#pragma warning restore CA1031
        {
            block?.Dispose();
            answer.TrySetException(problem);
        }
    }

    private Window? UsableOwner(string id) =>
        ownerOf(id) is { IsLoaded: true } owner && new WindowInteropHelper(owner).Handle != IntPtr.Zero ? owner : null;

    private static void Own(PromptWindow window, Window? owner)
    {
        if (owner is not null)
        {
            window.Owner = owner;
            return;
        }

        window.WindowStartupLocation = WindowStartupLocation.CenterScreen;
        window.Topmost = true;
    }
}
