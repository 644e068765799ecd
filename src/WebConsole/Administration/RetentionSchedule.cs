namespace Auditor.WebConsole.Administration;

/// <summary>Whether the policies are applied every day.</summary>
public sealed record RetentionSchedule
{
    public string DailyAt { get; init; } = "";

    public string TimeZone { get; init; } = "";

    public bool IsOn { get; init; }

    public string? WhyNot { get; init; }
}
