namespace Auditor.WebConsole.Deliveries;

/// <summary>A page of failed appends, the latest first, and how many are open in all.</summary>
public sealed record FailedAppends(long Open, IReadOnlyList<FailedAppend> Failures, string? Next);
