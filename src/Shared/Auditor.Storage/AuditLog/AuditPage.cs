using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>One page of entries.</summary>
/// <param name="Entries">In the order asked for.</param>
/// <param name="Next">Where to go on; null when there was nothing more at that moment.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, AuditCursor? Next);
