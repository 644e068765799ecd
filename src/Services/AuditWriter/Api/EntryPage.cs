using Auditor.Contracts;

namespace Auditor.AuditWriter.Api;

/// <summary>A page of entries.</summary>
/// <param name="Entries">In the order asked for.</param>
/// <param name="Next">The cursor of the next page; absent when there is nothing more at this moment.</param>
public sealed record EntryPage(IReadOnlyList<AuditEntry> Entries, string? Next);
