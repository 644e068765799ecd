namespace Auditor.Contracts;

/// <summary>
/// Whom and which cameras it concerns, what is demanded, and when. What a rule says nothing about it does not restrict.
/// Data only; what it means is decided in <c>Auditor.Rules</c>.
/// </summary>
public sealed record AuditRule
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public bool Enabled { get; init; } = true;

    /// <summary>1 at creation, one more at each change. Set by RuleService.</summary>
    public long Version { get; init; }

    /// <summary>A shadow rule decides, and demands nothing.</summary>
    public RuleMode Mode { get; init; }

    public Whom Whom { get; init; } = new();

    public CameraScope Cameras { get; init; } = new();

    public Demand Playback { get; init; } = new();

    public Demand Export { get; init; } = new();

    public Demand IndependentPlayback { get; init; } = new();

    /// <summary>What the operator may pick. None: free text only.</summary>
    public IReadOnlyList<PredefinedReason> PredefinedReasons { get; init; } = [];

    public ReasonPolicy ReasonPolicy { get; init; } = new();

    public RuleConditions Conditions { get; init; } = new();

    /// <summary>Names of the notification channels that a matching activity is told to.</summary>
    public IReadOnlyList<string> NotificationChannels { get; init; } = [];
}
