namespace Auditor.AuditWriter.Retention;

/// <summary>Legal holds, latest first.</summary>
public sealed record HoldPage(IReadOnlyList<HoldView> Holds);
