namespace Auditor.Storage;

/// <summary>Hours of the week by the clocks of a zone.</summary>
/// <param name="Clock">The clocks.</param>
/// <param name="Hours">Numbers of hours: 0 is Monday from 00:00 to 01:00, 167 is Sunday from 23:00 to 24:00. None of them matches nothing.</param>
public sealed record WeekHours(LocalClock Clock, IReadOnlySet<int> Hours)
{
    /// <summary>Hours of a week.</summary>
    public const int Count = 7 * 24;

    /// <summary>Day 0 of .NET's calendar, 0001-01-01, is a Monday.</summary>
    public bool Holds(DateTimeOffset time) => Hours.Contains((int)(Clock.At(time).DateTime.Ticks / TimeSpan.TicksPerHour % Count));
}
