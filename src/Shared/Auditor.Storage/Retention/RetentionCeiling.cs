namespace Auditor.Storage;

/// <summary>When entries are erased, counted from when they occurred. Exactly one of the three is given.</summary>
public sealed record RetentionCeiling
{
    /// <summary>Days of 24 hours, 1 to 36,500.</summary>
    public int? Days { get; init; }

    /// <summary>Years of the calendar (UTC), 1 to 100.</summary>
    public int? Years { get; init; }

    /// <summary>
    /// At the end of this many years after the year in which they occurred, 0 to 100. 1 is what BDSG section 76 (4) demands: erased at
    /// the end of the year that follows.
    /// </summary>
    public int? EndOfYearAfter { get; init; }

    /// <summary>Whose years; IANA or Windows id. Only with <see cref="EndOfYearAfter"/>.</summary>
    public string? TimeZone { get; init; }
}
