using Auditor.Contracts;

namespace Auditor.WebConsole.Log;

/// <summary>A page of entries.</summary>
/// <param name="Entries">In the order asked for.</param>
/// <param name="Next">Cursor of the next page; null when there is nothing more.</param>
public sealed record EntryPage(IReadOnlyList<AuditEntry> Entries, string? Next);
