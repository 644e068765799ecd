using System.Collections.Concurrent;

namespace Auditor.XProtectSimulator;

/// <summary>The one thread on which a client draws, and calls plugins.</summary>
internal sealed class UiThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;
    private readonly Action<Exception> _escaped;

    public UiThread(string name, Action enter, Action<Exception> escaped)
    {
        _escaped = escaped;
        _thread = new Thread(() => Run(enter)) { IsBackground = true, Name = name };
        // What the creator's flow of execution carries is not this client's.
        _thread.UnsafeStart();
    }

    public bool IsCurrent => Thread.CurrentThread == _thread;

    public void Post(Action work)
    {
        if (!_work.IsAddingCompleted)
        {
            _work.Add(work);
        }
    }

    public Task RunAsync(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception problem)
            {
                done.SetException(problem);
            }
        });
        return done.Task;
    }

    /// <summary>Ends after what was posted so far.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        if (!IsCurrent)
        {
            _thread.Join(TimeSpan.FromSeconds(10));
        }
    }

    private void Run(Action enter)
    {
        enter();
        foreach (Action work in _work.GetConsumingEnumerable())
        {
            try
            {
                work();
            }
            catch (Exception problem)
            {
                _escaped(problem);
            }
        }
    }
}
