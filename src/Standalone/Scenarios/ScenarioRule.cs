using Auditor.Contracts;

namespace Auditor.Standalone.Scenarios;

/// <summary>An audit rule of a scenario and the line it stands in.</summary>
internal sealed record ScenarioRule(int Line, AuditRule Rule);
