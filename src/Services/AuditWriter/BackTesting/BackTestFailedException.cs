namespace Auditor.AuditWriter.BackTesting;

/// <summary>A back-test cannot be made, or not be finished; the message says why to whoever asked for it.</summary>
internal sealed class BackTestFailedException(string message) : Exception(message);
