using Auditor.Contracts;
using Auditor.Rules;
using Auditor.Standalone.Scenarios;

namespace Auditor.Standalone.Simulation;

/// <summary>
/// One operator at one Smart Client: turns scenario steps into the activities that a plugin observes, with sequence numbers,
/// playback ranges and the answers to questions. It decides by the operator's own policy, as a plugin does.
/// </summary>
internal sealed class OperatorSession(Actor actor, SiteRef ownSite, IReadOnlyDictionary<string, (CameraRef Camera, SiteRef Site)> cameras)
{
    private const string MainWindow = "main";

    private readonly Guid _session = Guid.CreateVersion7();
    private readonly Dictionary<string, DateTimeOffset?> _playingFrom = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (Reason Reason, DateTimeOffset At)> _answers = new(StringComparer.Ordinal);
    private IReadOnlyList<CameraRef> _inView = [];
    private ExportDetail? _export;
    private Guid? _exportCorrelation;
    private long _sequence;

    /// <summary>The activities of a step, in the order in which they happen.</summary>
    public IReadOnlyList<ActivityObserved> Perform(ScenarioStep step, RuleBook policy)
    {
        if (step.Cameras is not null)
        {
            _inView = [.. step.Cameras.Select(Camera)];
        }

        return step.Do switch
        {
            StepVerb.EnterPlayback => Enter(step, policy, ActivityKinds.PlaybackEntered, _inView),
            StepVerb.LeavePlayback => [Observe(step, ActivityKinds.PlaybackLeft, _inView)],
            StepVerb.EnableIndependentPlayback => Enter(step, policy, ActivityKinds.IndependentPlaybackEnabled, [Camera(step.Camera!)]),
            StepVerb.DisableIndependentPlayback => [Observe(step, ActivityKinds.IndependentPlaybackDisabled, [Camera(step.Camera!)])],
            StepVerb.EnterExport => Enter(step, policy, ActivityKinds.ExportEntered, _inView),
            StepVerb.LeaveExport => [Observe(step, ActivityKinds.ExportLeft, _inView)],
            StepVerb.StartExport => [StartExport(step)],
            StepVerb.CompleteExport => [EndExport(step, ActivityKinds.ExportCompleted)],
            StepVerb.CancelExport => [EndExport(step, ActivityKinds.ExportCancelled)],
            StepVerb.FailExport => [EndExport(step, ActivityKinds.ExportFailed)],
            StepVerb.StartClient => [Observe(step, ActivityKinds.ClientStarted, [])],
            StepVerb.StopClient => [Observe(step, ActivityKinds.ClientStopped, [])],
            StepVerb.Heartbeat => [Observe(step, ActivityKinds.ClientHeartbeat, []) with { Client = new ClientHealth { SpoolDepth = 0, ClockOffsetMilliseconds = 0 } }],
            _ => [Play(step)],
        };
    }

    /// <summary>Entering something: recorded before anyone is asked; what the operator then says is an activity of its own.</summary>
    private List<ActivityObserved> Enter(ScenarioStep step, RuleBook policy, string kind, IReadOnlyList<CameraRef> concerned)
    {
        ActivityObserved entered = Observe(step, kind, concerned) with { CorrelationId = Guid.CreateVersion7(), PolicyRevision = policy.Revision };
        if (step.From is not null)
        {
            entered = entered with { Recording = new RecordingInterval { From = step.From, To = step.To } };
        }

        Prompt? prompt = policy.Decide(entered).Prompt;
        if (prompt is null)
        {
            return [entered with { Prompted = false }];
        }

        if (_answers.TryGetValue(kind, out (Reason Reason, DateTimeOffset At) earlier)
            && entered.ObservedAt - earlier.At < TimeSpan.FromMinutes(prompt.Policy.AnswerValidMinutes))
        {
            return [entered with { Prompted = false, Reason = earlier.Reason }];
        }

        var activities = new List<ActivityObserved> { entered with { Prompted = true } };
        ActivityObserved answer = Answer(step, entered, prompt);
        activities.Add(answer);
        if (answer.Kind == ActivityKinds.ReasonDeclined)
        {
            activities.Add(Observe(step, LeavingOf(kind), concerned) with { CorrelationId = entered.CorrelationId });
        }

        return activities;
    }

    private ActivityObserved Answer(ScenarioStep step, ActivityObserved entered, Prompt prompt)
    {
        ActivityObserved reply = Observe(step, ActivityKinds.ReasonExpired, entered.Cameras) with
        {
            ObservedAt = entered.ObservedAt.AddSeconds(1),
            CorrelationId = entered.CorrelationId,
            About = entered.Kind,
            PolicyRevision = entered.PolicyRevision,
            Recording = entered.Recording,
        };
        if (step.Answer is { Decline: true })
        {
            return prompt.Policy.DeclineAllowed ? reply with { Kind = ActivityKinds.ReasonDeclined } : reply;
        }

        if (step.Answer is not { } given)
        {
            return reply;
        }

        var reason = new Reason { Picked = given.Reason, Notes = given.Notes, CaseNumber = given.CaseNumber };
        if (ReasonCheck.Problems(prompt, reason).Count > 0)
        {
            // The prompt does not take this answer, and the operator of a scenario gives no other: the question expires.
            return reply;
        }

        _answers[entered.Kind] = (reason, reply.ObservedAt);
        return reply with { Kind = ActivityKinds.ReasonGiven, Reason = reason };
    }

    private ActivityObserved Play(ScenarioStep step)
    {
        string player = step.Camera ?? MainWindow;
        DateTimeOffset? at = step.Do is StepVerb.Play or StepVerb.PlayReverse ? step.From : step.To;
        RecordingInterval? recording = null;
        if (step.Do is StepVerb.Play or StepVerb.PlayReverse)
        {
            _playingFrom[player] = step.From;
            recording = step.From is null ? null : new RecordingInterval { From = step.From };
        }
        else if (step.Do == StepVerb.Stop)
        {
            DateTimeOffset? from = step.From ?? _playingFrom.GetValueOrDefault(player);
            _playingFrom.Remove(player);
            recording = from is null && step.To is null ? null : new RecordingInterval { From = from, To = step.To };
        }

        string kind = step.Camera is null ? ActivityKinds.PlaybackAction : ActivityKinds.IndependentPlaybackAction;
        return Observe(step, kind, step.Camera is null ? _inView : [Camera(step.Camera)]) with
        {
            Recording = recording,
            Playback = new PlaybackDetail { Verb = VerbOf(step.Do), At = at, Speed = step.Speed },
        };
    }

    private ActivityObserved StartExport(ScenarioStep step)
    {
        _exportCorrelation = Guid.CreateVersion7();
        _export = new ExportDetail
        {
            Destination = step.Destination,
            Formats = step.Formats ?? [],
            Recordings =
            [
                .. (step.Recordings ?? []).Select(taken => new ExportedRecording { Camera = Camera(taken.Camera), From = taken.From, To = taken.To }),
            ],
        };
        ActivityObserved started = EndExport(step, ActivityKinds.ExportStarted);
        return _answers.TryGetValue(ActivityKinds.ExportEntered, out (Reason Reason, DateTimeOffset At) given)
            ? started with { Reason = given.Reason }
            : started;
    }

    private ActivityObserved EndExport(ScenarioStep step, string kind)
    {
        ExportDetail detail = (_export ?? new ExportDetail()) with { Error = step.Error };
        return Observe(step, kind, [.. detail.Recordings.Select(taken => taken.Camera).DistinctBy(camera => camera.Id)]) with
        {
            CorrelationId = _exportCorrelation,
            Export = detail,
        };
    }

    private ActivityObserved Observe(ScenarioStep step, string kind, IReadOnlyList<CameraRef> concerned) => new()
    {
        ActivityId = Guid.CreateVersion7(),
        Kind = kind,
        ClientSessionId = _session,
        SequenceNumber = ++_sequence,
        ObservedAt = step.At!.Value,
        UtcOffsetMinutes = 0,
        TimeZone = "Etc/UTC",
        Actor = actor,
        Site = SiteOf(concerned),
        Window = MainWindow,
        Cameras = concerned,
        PluginVersion = "scenario",
    };

    private CameraRef Camera(string name) => cameras[name].Camera;

    /// <summary>What is done to cameras is done at their site; anything else where the operator is signed in.</summary>
    private SiteRef SiteOf(IReadOnlyList<CameraRef> concerned) => concerned.Count == 0 ? ownSite : cameras[concerned[0].Name].Site;

    private static string LeavingOf(string kind) => kind switch
    {
        ActivityKinds.PlaybackEntered => ActivityKinds.PlaybackLeft,
        ActivityKinds.ExportEntered => ActivityKinds.ExportLeft,
        _ => ActivityKinds.IndependentPlaybackDisabled,
    };

    private static string VerbOf(StepVerb verb) => verb switch
    {
        StepVerb.Play => PlaybackVerbs.PlayForward,
        StepVerb.PlayReverse => PlaybackVerbs.PlayReverse,
        StepVerb.Stop => PlaybackVerbs.PlayStop,
        StepVerb.GoTo => PlaybackVerbs.GoTo,
        StepVerb.NextSequence => PlaybackVerbs.NextSequence,
        _ => PlaybackVerbs.PreviousSequence,
    };
}
