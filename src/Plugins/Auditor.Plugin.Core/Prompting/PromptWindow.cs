namespace Auditor.Plugin.Core.Prompting;

/// <summary>The view, guarded: never asked for a second window while one is there, and a fault in it is an ended task.</summary>
internal sealed class PromptWindow(IPromptView view)
{
    private readonly object _gate = new();
    private Task _shown = Task.CompletedTask;

    /// <summary>The window that is there still, or a completed task.</summary>
    public Task Shown
    {
        get
        {
            lock (_gate)
            {
                return _shown;
            }
        }
    }

    /// <summary>Call only when <see cref="Shown"/> has ended.</summary>
    public Task<PromptReply> Show(PromptQuestion question, CancellationToken withdrawn)
    {
        Task<PromptReply> shown = Ask(question, withdrawn);
        lock (_gate)
        {
            _shown = shown;
        }

        return shown;
    }

    private Task<PromptReply> Ask(PromptQuestion question, CancellationToken withdrawn)
    {
        try
        {
            return view.AskAsync(question, withdrawn)
                ?? Task.FromException<PromptReply>(new InvalidOperationException("The view returned no task."));
        }
        catch (Exception problem)
        {
            return Task.FromException<PromptReply>(problem);
        }
    }
}
