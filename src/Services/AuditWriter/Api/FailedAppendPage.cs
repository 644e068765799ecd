namespace Auditor.AuditWriter.Api;

/// <summary>A page of failed appends.</summary>
/// <param name="Open">How many are open in all.</param>
/// <param name="Failures">Latest first, without their bodies.</param>
/// <param name="Next">The cursor of the next page; absent when there is nothing more.</param>
public sealed record FailedAppendPage(long Open, IReadOnlyList<FailedAppendView> Failures, string? Next);
