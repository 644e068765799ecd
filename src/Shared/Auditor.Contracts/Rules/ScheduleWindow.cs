namespace Auditor.Contracts;

/// <summary>
/// From a local time (included) to a local time (excluded) on the days listed. A window whose end is not after its start
/// runs into the next day, and belongs to the day on which it starts. Equal times mean a whole day.
/// </summary>
public sealed record ScheduleWindow
{
    /// <summary>Days on which the window starts.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>Local time, <c>HH:mm</c>.</summary>
    public string From { get; init; } = "00:00";

    /// <summary>Local time, <c>HH:mm</c>; <c>24:00</c> is the end of the day.</summary>
    public string To { get; init; } = "24:00";
}
