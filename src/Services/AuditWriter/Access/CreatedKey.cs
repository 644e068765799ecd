namespace Auditor.AuditWriter.Access;

/// <summary>A new key with its text, which is shown this once.</summary>
/// <param name="Key">What is kept of it.</param>
/// <param name="Text">What goes behind <c>Authorization: Bearer</c>.</param>
public sealed record CreatedKey(KeyView Key, string Text);
