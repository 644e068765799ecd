using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Editing;

/// <summary>A rule while it is edited: everything an administrator can change.</summary>
public sealed class RuleDraft : DraftPart
{
    private AuditRule _filled = new();
    private string _name = "";
    private bool _enabled = true;
    private bool _isShadow;
    private string _channels = "";

    public RuleDraft()
    {
        With(Whom);
        With(Cameras);
        With(Playback);
        With(Export);
        With(IndependentPlayback);
        With(Policy);
        With(Conditions);
        Reasons.Edited += (_, _) => RaiseEdited();
    }

    public string Name
    {
        get => _name;
        set => Edit(ref _name, value);
    }

    public bool Enabled
    {
        get => _enabled;
        set => Edit(ref _enabled, value);
    }

    public bool IsShadow
    {
        get => _isShadow;
        set => Edit(ref _isShadow, value);
    }

    public WhomDraft Whom { get; } = new();

    public CameraScopeDraft Cameras { get; } = new();

    public DemandDraft Playback { get; } = new();

    public DemandDraft Export { get; } = new();

    public DemandDraft IndependentPlayback { get; } = new();

    public DraftList<ReasonDraft> Reasons { get; } = [];

    public ReasonPolicyDraft Policy { get; } = new();

    public ConditionsDraft Conditions { get; } = new();

    /// <summary>Names of notification channels, one a line.</summary>
    public string Channels
    {
        get => _channels;
        set => Edit(ref _channels, value);
    }

    /// <summary>The rule as it stands on the screen, right or wrong.</summary>
    public AuditRule ToRule() => _filled with
    {
        Name = Name.Trim(),
        Enabled = Enabled,
        Mode = IsShadow ? RuleMode.Shadow : RuleMode.Live,
        Whom = Whom.ToWhom(),
        Cameras = Cameras.ToScope(),
        Playback = Playback.ToDemand(),
        Export = Export.ToDemand(),
        IndependentPlayback = IndependentPlayback.ToDemand(),
        PredefinedReasons = [.. Reasons.Select(reason => reason.ToReason())],
        ReasonPolicy = Policy.ToPolicy(),
        Conditions = Conditions.ToConditions(),
        NotificationChannels = [.. Channels.Split('\n').Select(channel => channel.Trim()).Where(channel => channel.Length > 0)],
    };

    public void Fill(AuditRule rule)
    {
        _filled = rule;
        Name = rule.Name;
        Enabled = rule.Enabled;
        IsShadow = rule.Mode == RuleMode.Shadow;
        Whom.Fill(rule.Whom);
        Cameras.Fill(rule.Cameras);
        Playback.Fill(rule.Playback);
        Export.Fill(rule.Export);
        IndependentPlayback.Fill(rule.IndependentPlayback);
        Reasons.Replace(rule.PredefinedReasons.Select(ReasonDraft.Of));
        Policy.Fill(rule.ReasonPolicy);
        Conditions.Fill(rule.Conditions);
        Channels = string.Join(Environment.NewLine, rule.NotificationChannels);
        RaiseEdited();
    }

    /// <summary>Everything that keeps the rule from being saved. Each part in a list is told its own.</summary>
    public IReadOnlyList<RuleProblem> Check()
    {
        List<RuleProblem> problems = [.. Unreadable(), .. AuditRuleValidator.Validate(ToRule())];
        for (int i = 0; i < Reasons.Count; i++)
        {
            Reasons[i].Problem = Below(problems, $"predefinedReasons[{i}]");
        }

        for (int i = 0; i < Conditions.Windows.Count; i++)
        {
            Conditions.Windows[i].Problem = Below(problems, $"conditions.schedule.windows[{i}]");
        }

        return problems;
    }

    private static string? Below(IEnumerable<RuleProblem> problems, string path) => problems
        .Where(problem => problem.Field.StartsWith(path, StringComparison.Ordinal))
        .Select(problem => problem.Message)
        .Aggregate((string?)null, (text, message) => text is null ? message : $"{text} {message}");

    /// <summary>What is typed where a number should be.</summary>
    private IEnumerable<RuleProblem> Unreadable()
    {
        const string NoNumber = "Must be a whole number.";
        if (Policy.MinimumLength.Value is null)
        {
            yield return new RuleProblem("reasonPolicy.minimumLength", NoNumber);
        }

        if (Policy.AnswerValidMinutes.Value is null)
        {
            yield return new RuleProblem("reasonPolicy.answerValidMinutes", NoNumber);
        }
    }
}
