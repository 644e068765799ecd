using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Policies;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Core.Spooling;

namespace Auditor.Plugin.Core.Tracking;

/// <summary>
/// Records what the state machines have seen: into the spool first, then, when an entry asks, to the desk. Knows which questions are
/// open. Called within the tracker's lock only.
/// </summary>
internal sealed class ActivityRecorder(ActivityOrigin origin, IActivitySpool spool, IOperatorPolicies policies, PromptDesk desk, IPluginLog log)
{
    private readonly DateTimeOffset _since = origin.New(ActivityKinds.ClientStarted).ObservedAt;
    private readonly List<PromptDue> _unanswered = [];
    private readonly List<PromptDue> _toAsk = [];

    /// <summary>Called when the desk tells how a question ended; the tracker puts its lock around it.</summary>
    public Action<Action> Guarded { get; set; } = step => step();

    /// <summary>No policy is known, or only one that an earlier session of the client left: whoever is not asked by it is decided about again by the next.</summary>
    public bool PolicyMayBeOld => !policies.Known || policies.FetchedAt < _since;

    public ActivityObserved New(string kind, string? window) => origin.New(kind) with { Window = window };

    public ActivityObserved New(string kind, string? window, DateTimeOffset? moment) =>
        moment is { } then ? origin.New(kind, then) with { Window = window } : New(kind, window);

    public Guid NewCorrelation() => origin.New(ActivityKinds.ExportStarted).ActivityId;

    public void Record(ActivityObserved activity) => spool.Append(activity);

    /// <summary>
    /// Records an entry activity and has the operator asked because of it, unless nothing is to be asked or an answer stands.
    /// </summary>
    /// <returns>The entry's correlation id, its own.</returns>
    public Guid Enter(Stay stay, ActivityObserved entry)
    {
        Guid correlation = ActivityIds.New(entry.ObservedAt);
        entry = entry with { CorrelationId = correlation };
        EntryQuestion question = EntryQuestion.Of(policies, entry, log);
        entry = entry with { PolicyRevision = question.Revision };
        stay.AwaitsPolicy = question.Prompt is null && PolicyMayBeOld;
        if (stay.Correlation == Guid.Empty)
        {
            stay.Correlation = correlation;
        }

        if (question.Prompt is not { } prompt)
        {
            Record(entry with { Prompted = false });
        }
        else if (StandingReason(stay, prompt) is { } standing)
        {
            stay.Reason = standing;
            Record(entry with { Prompted = false, Reason = standing });
        }
        else
        {
            SpooledActivity spooled = spool.Append(entry with { Prompted = true });
            Ask(stay, spooled, question, prompt);
        }

        return correlation;
    }

    /// <summary>Whether an entry like this would ask a question that no standing answer satisfies.</summary>
    public bool WouldAsk(Stay stay, ActivityObserved entry) =>
        EntryQuestion.Of(policies, entry, log).Prompt is { } prompt && StandingReason(stay, prompt) is null;

    /// <summary>The entries since the last call for which the operator has to be asked, to be handed to the desk outside the lock.</summary>
    public IReadOnlyList<PromptDue> TakeToAsk()
    {
        if (_toAsk.Count == 0)
        {
            return [];
        }

        PromptDue[] due = [.. _toAsk];
        _toAsk.Clear();
        return due;
    }

    /// <summary>The client ends: no open question will be answered any more.</summary>
    public void ExpireAll()
    {
        foreach (PromptDue due in _unanswered)
        {
            Record(Answer(due, PromptEnd.Expired, null));
        }

        _unanswered.Clear();
        _toAsk.Clear();
    }

    private Reason? StandingReason(Stay stay, Prompt prompt) => stay.Answers.Find(prompt) ?? desk.ValidAnswer(prompt);

    private void Ask(Stay stay, SpooledActivity spooled, EntryQuestion question, Prompt prompt)
    {
        PromptDue? due = null;
        due = new PromptDue
        {
            Entry = spooled.Activity,
            OnDisk = spooled.OnDisk,
            Prompt = prompt,
            Rules = question.Rules,
            Stay = stay.Answers,
            Settle = (end, reason) => Guarded(() => Settle(due!, stay, end, reason)),
            SendBack = stay.SendBack,
        };
        _unanswered.Add(due);
        _toAsk.Add(due);
    }

    private void Settle(PromptDue due, Stay stay, PromptEnd end, Reason? reason)
    {
        // The client may have ended in the same moment; then it has been recorded that nobody answered.
        if (_unanswered.Remove(due))
        {
            stay.Reason = reason ?? stay.Reason;
            Record(Answer(due, end, reason));
        }
    }

    private ActivityObserved Answer(PromptDue due, PromptEnd end, Reason? reason)
    {
        ActivityObserved entry = due.Entry;
        string kind = end switch
        {
            PromptEnd.Given => ActivityKinds.ReasonGiven,
            PromptEnd.Declined => ActivityKinds.ReasonDeclined,
            _ => ActivityKinds.ReasonExpired,
        };
        return New(kind, entry.Window) with
        {
            About = entry.Kind,
            CorrelationId = entry.CorrelationId,
            Cameras = entry.Cameras,
            Recording = entry.Recording,
            Export = entry.Export,
            PolicyRevision = entry.PolicyRevision,
            Reason = reason,
        };
    }
}
