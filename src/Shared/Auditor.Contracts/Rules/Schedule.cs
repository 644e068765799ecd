namespace Auditor.Contracts;

/// <summary>A weekly schedule in a named time zone; daylight saving follows the zone.</summary>
public sealed record Schedule
{
    /// <summary>An IANA id (<c>Europe/Copenhagen</c>) or a Windows id (<c>Romance Standard Time</c>).</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>The condition holds inside any of these.</summary>
    public IReadOnlyList<ScheduleWindow> Windows { get; init; } = [];

    /// <summary>Turns it round: the condition holds outside all of them ("out of office hours").</summary>
    public bool Outside { get; init; }
}
