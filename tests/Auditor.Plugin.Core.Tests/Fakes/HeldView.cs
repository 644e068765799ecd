using System.Collections.Concurrent;
using Auditor.Contracts;
using Auditor.Plugin.Core.Prompting;

namespace Auditor.Plugin.Core.Tests.Fakes;

/// <summary>A prompt whose operator is the test. Knows when two were open at once.</summary>
internal sealed class HeldView : IPromptView
{
    private readonly ConcurrentQueue<PromptQuestion> _asked = new();
    private TaskCompletionSource<PromptReply>? _open;
    private int _openCount;

    /// <summary>Throws, or returns what the view is to return; null: the question stays open until it is answered.</summary>
    public Func<Task<PromptReply>?>? Instead { get; set; }

    /// <summary>A view that does not take its window away when the question is withdrawn.</summary>
    public bool IsStuck { get; set; }

    public IReadOnlyList<PromptQuestion> Asked => [.. _asked];

    public bool TwoAtOnce { get; private set; }

    public bool IsOpen => Volatile.Read(ref _open) is not null;

    public CancellationToken Withdrawn { get; private set; }

    public Task<PromptReply> AskAsync(PromptQuestion question, CancellationToken withdrawn)
    {
        _asked.Enqueue(question);
        if (Instead?.Invoke() is { } instead)
        {
            return instead;
        }

        TwoAtOnce |= Interlocked.Increment(ref _openCount) > 1;
        Withdrawn = withdrawn;
        var answer = new TaskCompletionSource<PromptReply>();
        Volatile.Write(ref _open, answer);
        if (!IsStuck)
        {
            withdrawn.Register(() => End(answer, () => answer.TrySetCanceled(withdrawn)));
        }

        return answer.Task;
    }

    public void Answer(string notes) => Reply(new PromptReply(new Reason { Notes = notes }));

    public void Pick(string picked) => Reply(new PromptReply(new Reason { Picked = picked }));

    public void Decline() => Reply(PromptReply.Declined);

    public void Reply(PromptReply reply)
    {
        TaskCompletionSource<PromptReply> open = Volatile.Read(ref _open) ?? throw new InvalidOperationException("Nothing is asked.");
        End(open, () => open.TrySetResult(reply));
    }

    public void Crash()
    {
        TaskCompletionSource<PromptReply> open = _open ?? throw new InvalidOperationException("Nothing is asked.");
        End(open, () => open.TrySetException(new InvalidOperationException("The window died.")));
    }

    public void TakeAway()
    {
        TaskCompletionSource<PromptReply> open = _open ?? throw new InvalidOperationException("Nothing is asked.");
        End(open, () => open.TrySetCanceled());
    }

    private void End(TaskCompletionSource<PromptReply> answer, Action how)
    {
        if (Interlocked.CompareExchange(ref _open, null, answer) == answer)
        {
            Interlocked.Decrement(ref _openCount);
            how();
        }
    }
}
