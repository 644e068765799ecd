namespace Auditor.Notifier.Delivering;

/// <summary>When a destination that failed is tried again. Pure.</summary>
internal static class RetrySchedule
{
    /// <summary>What a receiver may ask for at most; else it could stop its deliveries unnoticed.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>Each pause is the one before times this.</summary>
    private const double Growth = 2.5;

    /// <summary>Of the pause at most this part is added by chance, so that those who failed together do not come back together.</summary>
    private const double Jitter = 0.2;

    /// <summary>No pause is longer.</summary>
    /// <param name="longest">As for <see cref="Pause"/>.</param>
    public static TimeSpan Longest(TimeSpan longest) => (longest > LongestAsked ? longest : LongestAsked) * (1 + Jitter);

    /// <param name="failures">Failed attempts since the last success, from 1.</param>
    /// <param name="longest">Longest pause before jitter.</param>
    /// <param name="asked">What the receiver asked for; the pause is not shorter.</param>
    /// <param name="chance">From 0 to less than 1.</param>
    public static TimeSpan Pause(int failures, TimeSpan longest, TimeSpan? asked, double chance)
    {
        double seconds = Math.Min(longest.TotalSeconds, First.TotalSeconds * Math.Pow(Growth, Math.Min(failures, 60) - 1));
        TimeSpan wanted = asked is { } pause && pause > TimeSpan.Zero ? (pause < LongestAsked ? pause : LongestAsked) : TimeSpan.Zero;
        return TimeSpan.FromSeconds(Math.Max(seconds, wanted.TotalSeconds) * (1 + (Jitter * chance)));
    }
}
