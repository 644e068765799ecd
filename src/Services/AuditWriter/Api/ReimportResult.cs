namespace Auditor.AuditWriter.Api;

/// <summary>What came of importing again.</summary>
/// <param name="PutBack">Messages put back on their exchange.</param>
/// <param name="Left">Messages from a queue that nothing can be put back on.</param>
public sealed record ReimportResult(int PutBack, int Left);
