using Auditor.Storage;

namespace Auditor.AuditWriter.Statistics;

/// <summary>The reasons of persons, and how often they repeat.</summary>
/// <param name="Persons">Most repeated first.</param>
public sealed record ReasonList(IReadOnlyList<ReasonCount> Persons);
