namespace Auditor.Plugin.Core.Spooling;

/// <summary>Keeps all sessions of a folder within the bounds, and says in words when they come near.</summary>
internal static class SpoolBounds
{
    /// <summary>Gives up the oldest while there is too much or it is too old.</summary>
    /// <param name="oldestFirst">The sessions of the folder.</param>
    /// <param name="inMemory">Activities that wait beside them.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="ageBy">What ages are measured by (UTC); null while nothing is too old yet.</param>
    /// <returns>How many activities were given up.</returns>
    public static long Enforce(IReadOnlyList<SessionLog> oldestFirst, long inMemory, SpoolOptions options, DateTimeOffset? ageBy)
    {
        long givenUp = 0;
        if (ageBy is { } now)
        {
            long tooOld = (now - options.MaximumAge).UtcTicks;
            foreach (SessionLog session in oldestFirst)
            {
                givenUp += GiveUp(session, tooOld, () => true);
            }
        }

        foreach (SessionLog session in oldestFirst)
        {
            givenUp += GiveUp(session, long.MaxValue, () => oldestFirst.Sum(every => every.Waiting) + inMemory > options.MaximumActivities);
        }

        return givenUp;
    }

    /// <summary>A sentence for people, or null while there is room and time enough.</summary>
    public static string? Warning(long waiting, DateTimeOffset? oldest, long givenUp, SpoolOptions options, DateTimeOffset now)
    {
        if (givenUp > 0)
        {
            return $"{givenUp} activities could not be sent in time and are lost; the services will declare them missing.";
        }

        if (waiting >= options.MaximumActivities * options.WarnFrom)
        {
            return $"{waiting} of at most {options.MaximumActivities} activities wait to be sent; beyond, the oldest are lost.";
        }

        return oldest is { } since && now - since >= TimeSpan.FromTicks((long)(options.MaximumAge.Ticks * options.WarnFrom))
            ? $"Activities have waited to be sent since {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC; after {options.MaximumAge.TotalDays:0.#} days they are lost."
            : null;
    }

    private static long GiveUp(SessionLog session, long observedBefore, Func<bool> needed)
    {
        long all = 0;
        while (needed() && session.GiveUpOldest(observedBefore) is > 0 and long some)
        {
            all += some;
        }

        if (all > 0)
        {
            session.DeleteReleased();
        }

        return all;
    }
}
