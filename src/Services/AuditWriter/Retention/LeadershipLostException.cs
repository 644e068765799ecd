namespace Auditor.AuditWriter.Retention;

/// <summary>Another process leads now; it goes on with what this one began.</summary>
internal sealed class LeadershipLostException() : Exception("Another process leads now.");
