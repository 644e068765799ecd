namespace Auditor.Rules;

/// <summary>How large a rule may get.</summary>
internal static class RuleLimits
{
    public const int NameLength = 200;
    public const int Users = 10_000;
    public const int Roles = 1_000;

    // More than the largest XProtect systems hold; whoever lists more means all cameras, or a group.
    public const int Cameras = 20_000;
    public const int CameraGroups = 1_000;
    public const int Reasons = 100;
    public const int ReasonLength = 200;
    public const int MinimumLength = 1_000;
    public const int AnswerValidMinutes = 24 * 60;
    public const int CaseNumberPatternLength = 200;
    public const int ScheduleWindows = 100;
    public const int Channels = 100;
}
