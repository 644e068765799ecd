namespace Auditor.WebConsole.Trust;

/// <summary>A page of declared gaps, the latest first.</summary>
public sealed record DeclaredGaps(IReadOnlyList<DeclaredGap> Gaps, string? Next);
