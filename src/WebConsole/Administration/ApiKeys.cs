namespace Auditor.WebConsole.Administration;

/// <summary>All API keys.</summary>
public sealed record ApiKeys(IReadOnlyList<ApiKey> Keys);
