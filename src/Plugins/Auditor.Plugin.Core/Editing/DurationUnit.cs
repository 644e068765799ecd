namespace Auditor.Plugin.Core.Editing;

/// <summary>What a duration is counted in; the value is in minutes.</summary>
public enum DurationUnit
{
    Minutes = 1,
    Hours = 60,
    Days = 24 * 60,
}
