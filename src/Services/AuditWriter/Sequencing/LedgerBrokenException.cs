namespace Auditor.AuditWriter.Sequencing;

/// <summary>The store says something else than what was signed. Nothing is signed until a person has looked.</summary>
internal sealed class LedgerBrokenException(string message, Exception? cause = null) : Exception(message, cause);
