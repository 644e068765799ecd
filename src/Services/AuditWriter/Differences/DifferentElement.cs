using Auditor.Contracts;

namespace Auditor.AuditWriter.Differences;

/// <summary>One element in which two states differ.</summary>
/// <param name="Path">JSON Pointer (RFC 6901): into the previous state when it was removed, else into the new one. Empty is the whole state.</param>
/// <param name="Kind">Added, removed or changed.</param>
/// <param name="Before">Its previous value, when it was removed or changed; absent also when that was JSON null.</param>
/// <param name="After">Its new value, when it was added or changed; absent also when that is JSON null.</param>
public sealed record DifferentElement(string Path, DifferenceKind Kind, JsonText Before, JsonText After);
