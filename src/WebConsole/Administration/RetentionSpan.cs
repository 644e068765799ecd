namespace Auditor.WebConsole.Administration;

/// <summary>A floor or a ceiling: exactly one of days, years and, of a ceiling, the end of a year.</summary>
public sealed record RetentionSpan
{
    public int? Days { get; init; }

    public int? Years { get; init; }

    public int? EndOfYearAfter { get; init; }

    public string? TimeZone { get; init; }

    /// <summary>In words.</summary>
    public string Words => this switch
    {
        { Days: { } days } => Log.Quantity.Of(days, "day", "days"),
        { Years: { } years } => Log.Quantity.Of(years, "year", "years"),
        { EndOfYearAfter: 0 } => $"the end of its year ({TimeZone})",
        { EndOfYearAfter: 1 } => $"the end of the year after ({TimeZone})",
        { EndOfYearAfter: { } after } => $"the end of the {after}th year after ({TimeZone})",
        _ => "",
    };
}
