namespace Auditor.AuditWriter.Statistics;

/// <summary>Names in the log.</summary>
/// <param name="Names">In the order of the alphabet.</param>
public sealed record NameList(IReadOnlyList<string> Names);
