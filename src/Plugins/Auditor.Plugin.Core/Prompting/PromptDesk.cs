using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.Core.Prompting;

/// <summary>
/// Asks the operator, one question at a time. What becomes due meanwhile is merged into the next one. Every question ends: with an
/// answer that satisfies it, with a refusal where that is allowed, or unanswered. Nothing is called from within a lock, and the view
/// never on the caller's thread.
/// </summary>
public sealed class PromptDesk : IDisposable
{
    /// <summary>After that a question counts as not answered.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>For how long a question waits for its activity to reach the disk.</summary>
    public static readonly TimeSpan DiskPatience = TimeSpan.FromSeconds(2);

    private const string Where = "Prompt";
    private const int FailuresAllowed = 1;
    private const int RefusalsAtOnce = 3;
    private static readonly TimeSpan RefusalPause = TimeSpan.FromSeconds(1);

    private readonly PromptWindow _window;
    private readonly IClientCommands _commands;
    private readonly TimeProvider _time;
    private readonly IPluginLog _log;
    private readonly DeskSteps _steps;
    private readonly object _gate = new();
    private readonly List<PromptDue> _ready = [];
    private readonly ValidAnswers _answers;

    private OpenQuestion? _open;
    private bool _closed;

    public PromptDesk(IPromptView view, IClientCommands commands, TimeProvider time, IPluginLog log)
        : this(view, commands, time, log, step => ThreadPool.QueueUserWorkItem(_ => step()))
    {
    }

    /// <param name="view">Shows the question.</param>
    /// <param name="commands">Takes the operator back to live.</param>
    /// <param name="time">Clock and timers.</param>
    /// <param name="log">Without names and reasons.</param>
    /// <param name="run">Runs a step that never throws on another thread.</param>
    internal PromptDesk(IPromptView view, IClientCommands commands, TimeProvider time, IPluginLog log, Action<Action> run)
    {
        _window = new PromptWindow(view);
        _answers = new ValidAnswers(time);
        _commands = commands;
        _time = time;
        _log = log;
        _steps = new DeskSteps(run, log);
    }

    /// <summary>The question is withdrawn and nothing more is asked; whoever asked records that it was not answered.</summary>
    public void Dispose()
    {
        OpenQuestion? open;
        lock (_gate)
        {
            _closed = true;
            _ready.Clear();
            open = _open;
            if (open is not null)
            {
                open.IsSettled = true;
            }
        }

        if (open is not null)
        {
            Withdraw(open);
        }
    }

    /// <summary>An earlier answer of the same type that is still valid and satisfies the question.</summary>
    internal Reason? ValidAnswer(Prompt prompt) => _answers.Find(prompt);

    /// <summary>Asks as soon as the entry is on the disk; also when the disk fails or takes too long, because asking beats not asking.</summary>
    internal void Ask(PromptDue due) => DiskWait.Then(due.OnDisk, DiskPatience, _time, () => Ready(due));

    private void Ready(PromptDue due)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _ready.Add(due);
        }

        Next();
    }

    private void Next()
    {
        OpenQuestion question;
        lock (_gate)
        {
            if (_closed || _open is not null || _ready.Count == 0)
            {
                return;
            }

            _open = question = new OpenQuestion();
        }

        Later(question, () => Open(question));
    }

    private void Open(OpenQuestion question)
    {
        lock (_gate)
        {
            question.Due = [.. _ready];
            _ready.Clear();
        }

        var open = new List<PromptDue>();
        foreach (PromptDue due in question.Due)
        {
            // Meanwhile another question may have brought an answer that will do for this one.
            if ((due.Stay.Find(due.Prompt) ?? ValidAnswer(due.Prompt)) is { } reason)
            {
                _steps.Now(() => due.Settle(PromptEnd.Given, reason));
            }
            else
            {
                open.Add(due);
            }
        }

        question.Due = open;
        if (open.Count == 0)
        {
            Close(question);
            return;
        }

        question.Asked = QuestionTexts.Of(open);
        ITimer expiry = _time.CreateTimer(_ => Settle(question, PromptEnd.Expired, null), null, Patience, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            question.Expiry = expiry;
        }

        Show(question);
    }

    private void Show(OpenQuestion question)
    {
        lock (_gate)
        {
            if (question.IsSettled)
            {
                return;
            }
        }

        // Never two at once: the window of the question before, withdrawn or failed, has to be gone.
        Task before = _window.Shown;
        if (!before.IsCompleted)
        {
            After(before, question, () => Show(question));
            return;
        }

        Task<PromptReply> shown = _window.Show(question.Asked, question.Withdrawn.Token);
        After(shown, question, () => Replied(question, shown));
    }

    private void Replied(OpenQuestion question, Task<PromptReply> shown)
    {
        lock (_gate)
        {
            if (question.IsSettled)
            {
                _ = shown.Exception;
                return;
            }
        }

        if (shown.Status != TaskStatus.RanToCompletion || shown.Result is not { } reply)
        {
            Failed(question, shown.Exception?.GetBaseException());
            return;
        }

        ReplyVerdict verdict = ReplyVerdict.Of(question.Asked.Prompt, reply);
        if (verdict.End is { } end)
        {
            Settle(question, end, verdict.Reason);
        }
        else
        {
            Refuse(question);
        }
    }

    private void Failed(OpenQuestion question, Exception? problem)
    {
        if (++question.Failures > FailuresAllowed)
        {
            _log.Error(Where, "A question could not be shown again; it counts as not answered.", problem);
            Settle(question, PromptEnd.Expired, null);
            return;
        }

        _log.Error(Where, "A question could not be shown; it is tried once more.", problem);
        Show(question);
    }

    /// <summary>A view takes no such answer; one with a fault may, and is not let through. Nor may it keep a processor busy.</summary>
    private void Refuse(OpenQuestion question)
    {
        if (++question.Refusals <= RefusalsAtOnce)
        {
            _log.Info(Where, "An answer that does not satisfy the rules is asked for again.");
            Show(question);
            return;
        }

        ITimer again = _time.CreateTimer(_ => Later(question, () => Show(question)), null, RefusalPause, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            question.Again?.Dispose();
            question.Again = again;
        }
    }

    private void Settle(OpenQuestion question, PromptEnd end, Reason? reason)
    {
        lock (_gate)
        {
            if (question.IsSettled)
            {
                return;
            }

            question.IsSettled = true;
        }

        Withdraw(question);
        if (reason is not null)
        {
            _answers.Keep(reason, question.Due);
        }

        foreach (PromptDue due in question.Due)
        {
            _steps.Now(() => due.Settle(end, reason));
        }

        if (end != PromptEnd.Given)
        {
            foreach (PromptDue due in question.Due)
            {
                _steps.Now(() => due.SendBack(_commands));
            }
        }

        Close(question);
    }

    private void Close(OpenQuestion question)
    {
        lock (_gate)
        {
            question.IsSettled = true;
            _open = null;
        }

        Next();
    }

    private void Withdraw(OpenQuestion question)
    {
        lock (_gate)
        {
            question.Expiry?.Dispose();
            question.Again?.Dispose();
        }

        // Takes a window away that is still there; without effect when the answer came from it.
        _steps.Now(question.Withdrawn.Cancel);
    }

    private void Later(OpenQuestion question, Action step) => _steps.Later(step, () => Settle(question, PromptEnd.Expired, null));

    private void After(Task task, OpenQuestion question, Action step) =>
        _steps.After(task, step, () => Settle(question, PromptEnd.Expired, null));
}
