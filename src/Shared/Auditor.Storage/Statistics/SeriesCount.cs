namespace Auditor.Storage;

/// <summary>Entries of one step of time.</summary>
/// <param name="Start">When the step begins, as the local clocks show it. What a clock change repeats is there twice, a day never.</param>
/// <param name="Offset">How far the clocks were from UTC; of a day that has two, that of its first entry.</param>
/// <param name="Value">Which of <see cref="SeriesSplit.Values"/>; null for all others, and where nothing is split.</param>
/// <param name="Count">Number of entries.</param>
public sealed record SeriesCount(DateTime Start, TimeSpan Offset, string? Value, long Count);
