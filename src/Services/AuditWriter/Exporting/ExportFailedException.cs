namespace Auditor.AuditWriter.Exporting;

/// <summary>An export cannot be made; the message says why to the one who asked for it.</summary>
internal sealed class ExportFailedException(string message, Exception? cause = null) : Exception(message, cause);
