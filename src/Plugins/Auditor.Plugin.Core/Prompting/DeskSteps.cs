using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.Core.Prompting;

/// <summary>Runs the desk's steps so that none of them can take the host down or stop the next one.</summary>
internal sealed class DeskSteps(Action<Action> run, IPluginLog log)
{
    /// <summary>Runs a step elsewhere; when it fails, the other one.</summary>
    public void Later(Action step, Action whenItFails) => run(() =>
    {
        try
        {
            step();
        }
        catch (Exception problem)
        {
            log.Error("Prompt", "A question could not be dealt with; it counts as not answered.", problem);
            Now(whenItFails);
        }
    });

    /// <summary>The same, when a task has ended in whatever way.</summary>
    public void After(Task task, Action step, Action whenItFails) =>
        _ = task.ContinueWith(
            _ => Later(step, whenItFails),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    public void Now(Action step)
    {
        try
        {
            step();
        }
        catch (Exception problem)
        {
            log.Error("Prompt", "A step after a question failed.", problem);
        }
    }
}
