namespace Auditor.AuditWriter.Entries;

/// <summary>A fact that cannot become an entry, however often it is tried. The message names the field and what is allowed.</summary>
internal sealed class RefusedFactException(string message) : Exception(message);
