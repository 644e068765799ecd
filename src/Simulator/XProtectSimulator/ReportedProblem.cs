namespace Auditor.XProtectSimulator;

/// <summary>Something that a plugin should not have done to its host: an exception that escaped, a callback that took too long.</summary>
public sealed record ReportedProblem(string Where, Exception Exception);
