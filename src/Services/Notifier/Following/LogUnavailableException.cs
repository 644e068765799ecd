namespace Auditor.Notifier.Following;

/// <summary>AuditWriter, which has the log, does not answer; what waits is delivered when it does.</summary>
internal sealed class LogUnavailableException(string message, Exception cause) : Exception(message, cause);
