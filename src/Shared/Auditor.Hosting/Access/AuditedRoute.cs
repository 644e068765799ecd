namespace Auditor.Hosting.Access;

/// <summary>Marks a route whose calls are entries; see <see cref="ReadAudit"/>.</summary>
/// <param name="Action">One of <see cref="Contracts.AuditableActions"/>.</param>
public sealed record AuditedRoute(string Action);
