namespace Auditor.Storage;

/// <summary>A page of entries to ask for, in the order of when they occurred and then of their id.</summary>
/// <param name="Filter">Which entries.</param>
/// <param name="Limit">At most this many; 1 to 1,000.</param>
/// <param name="OldestFirst">Else newest first.</param>
/// <param name="After">Where the page before it ended; null for the first page.</param>
public sealed record AuditQuery(AuditFilter Filter, int Limit = 100, bool OldestFirst = false, AuditCursor? After = null);
