namespace Auditor.AuditWriter.Completeness;

/// <summary>A page of declared gaps.</summary>
/// <param name="Gaps">Latest first.</param>
/// <param name="Next">The cursor of the next page; absent when there is nothing more at this moment.</param>
public sealed record GapPage(IReadOnlyList<GapView> Gaps, string? Next);
