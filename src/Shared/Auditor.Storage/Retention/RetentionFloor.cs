namespace Auditor.Storage;

/// <summary>How long entries are kept at least, counted from when they were appended. Exactly one of the two is given.</summary>
public sealed record RetentionFloor
{
    /// <summary>Days of 24 hours, 1 to 36,500.</summary>
    public int? Days { get; init; }

    /// <summary>Years of the calendar (UTC), 1 to 100.</summary>
    public int? Years { get; init; }
}
