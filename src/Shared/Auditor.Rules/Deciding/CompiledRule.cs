using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>An enabled rule with what deciding takes from it, laid out once.</summary>
internal sealed class CompiledRule
{
    private readonly CompiledConditions? _conditions;
    private readonly IReadOnlyList<string> _playbackReasons;
    private readonly IReadOnlyList<string> _exportReasons;
    private readonly IReadOnlyList<string> _independentPlaybackReasons;
    private readonly OutcomeEvent? _playbackEntry;
    private readonly OutcomeEvent? _exportEntry;
    private readonly OutcomeEvent? _independentPlayback;

    public CompiledRule(AuditRule rule)
    {
        Source = rule;
        Channels = ChannelsOf(rule);
        Match = new RuleMatch
        {
            Id = rule.Id, Name = rule.Name ?? "", Version = rule.Version, Mode = rule.Mode, NotificationChannels = Channels.Count > 0 ? Channels : null,
        };
        Policy = rule.ReasonPolicy ?? new ReasonPolicy();
        _conditions = CompiledConditions.Of(rule.Conditions);
        _playbackReasons = ReasonsOf(rule, ActivityType.Playback);
        _exportReasons = ReasonsOf(rule, ActivityType.Export);
        _independentPlaybackReasons = ReasonsOf(rule, ActivityType.IndependentPlayback);
        _playbackEntry = EventOf(rule.Playback, XProtectEvents.PlaybackEntry);
        _exportEntry = EventOf(rule.Export, XProtectEvents.ExportEntry);
        _independentPlayback = EventOf(rule.IndependentPlayback, XProtectEvents.IndependentPlayback);
        PlaybackAction = NewEvent(XProtectEvents.PlaybackAction);
    }

    public AuditRule Source { get; }

    public RuleMatch Match { get; }

    public ReasonPolicy Policy { get; }

    /// <summary>Each once, none blank.</summary>
    public IReadOnlyList<string> Channels { get; }

    public bool IsLive => Match.Mode == RuleMode.Live;

    public bool ConditionsHold(ActivityObserved activity, ActivityType type) =>
        _conditions is null || _conditions.Hold(activity, type);

    /// <summary>The event of a playback action, which needs no trigger.</summary>
    public OutcomeEvent PlaybackAction { get; }

    public bool Asks(ActivityType type) => type switch
    {
        ActivityType.Playback => Source.Playback,
        ActivityType.Export => Source.Export,
        _ => Source.IndependentPlayback,
    } is { Prompt: true };

    /// <summary>The event of an entry activity of a type; null when its trigger is off.</summary>
    public OutcomeEvent? EntryEvent(ActivityType type) => type switch
    {
        ActivityType.Playback => _playbackEntry,
        ActivityType.Export => _exportEntry,
        _ => _independentPlayback,
    };

    /// <summary>The reasons offered for a type, in the rule's order; each once, none blank.</summary>
    public IReadOnlyList<string> ReasonsFor(ActivityType type) => type switch
    {
        ActivityType.Playback => _playbackReasons,
        ActivityType.Export => _exportReasons,
        _ => _independentPlaybackReasons,
    };

    private OutcomeEvent? EventOf(Demand? demand, string name) => demand is { Trigger: true } ? NewEvent(name) : null;

    private OutcomeEvent NewEvent(string name) => new() { Name = name, RuleId = Match.Id, RuleName = Match.Name };

    private static IReadOnlyList<string> ReasonsOf(AuditRule rule, ActivityType type)
    {
        if (rule.PredefinedReasons is not { Count: > 0 } reasons)
        {
            return [];
        }

        var texts = new DistinctTexts(StringComparer.OrdinalIgnoreCase);
        foreach (PredefinedReason? reason in reasons)
        {
            if (!string.IsNullOrWhiteSpace(reason?.Text) && reason!.Activities is not null && reason.Activities.Contains(type))
            {
                texts.Add(reason.Text);
            }
        }

        return texts.InOrder;
    }

    private static IReadOnlyList<string> ChannelsOf(AuditRule rule)
    {
        var channels = new DistinctTexts(StringComparer.Ordinal);
        foreach (string? channel in rule.NotificationChannels ?? [])
        {
            if (!string.IsNullOrWhiteSpace(channel))
            {
                channels.Add(channel!);
            }
        }

        return channels.InOrder;
    }
}
