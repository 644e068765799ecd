using Auditor.Storage;

namespace Auditor.AuditWriter.Api;

/// <summary>How many entries match.</summary>
/// <param name="Total">All that match.</param>
/// <param name="By">For each field asked for, its values, most first.</param>
public sealed record EntryCounts(long Total, IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> By);
