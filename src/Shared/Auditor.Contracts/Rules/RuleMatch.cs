namespace Auditor.Contracts;

/// <summary>A rule that matched, in the version that matched.</summary>
public sealed record RuleMatch
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public long Version { get; init; }

    public RuleMode Mode { get; init; }

    /// <summary>
    /// The notification channels that this rule names; absent when it names none. Whether this activity is told to them, the
    /// <see cref="Outcome"/> says.
    /// </summary>
    public IReadOnlyList<string>? NotificationChannels { get; init; }
}
