using Auditor.Storage;

namespace Auditor.AuditWriter.Statistics;

/// <summary>Persons with several entries about the same camera.</summary>
/// <param name="Zone">By whose clocks days are counted.</param>
/// <param name="Pairs">Most first.</param>
public sealed record RepeatList(string Zone, IReadOnlyList<RepeatCount> Pairs);
