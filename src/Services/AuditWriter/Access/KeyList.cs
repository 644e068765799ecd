namespace Auditor.AuditWriter.Access;

/// <summary>All keys, latest first.</summary>
public sealed record KeyList(IReadOnlyList<KeyView> Keys);
